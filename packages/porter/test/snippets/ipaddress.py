# --- addresses
import ipaddress
from ipaddress import IPv4Address, IPv6Address, ip_address

a = ip_address('192.168.1.10')
print(a, repr(a), int(a), a.version, a.max_prefixlen, a.packed, a.exploded, a.compressed, a.reverse_pointer)
print(a + 1, a - 11, a < ip_address('192.168.1.11'), a <= a, a > ip_address('10.0.0.1'), a >= a, a == IPv4Address(3232235786), a == 'x', a != a + 0)
print(sorted(map(ip_address, ['10.0.0.10', '9.255.1.1', '10.0.0.2'])), max(a, a + 5), {a: 1}[ip_address('192.168.1.10')], len({a, a + 0, a + 1}))
for text in ('10.1.2.3', '127.0.0.1', '8.8.8.8', '224.0.0.1', '169.254.3.4', '0.0.0.0', '240.1.1.1', '100.64.0.1', '172.31.255.255', '172.32.0.0', '192.0.0.171', '192.0.0.9', '255.255.255.255'):
    x = ip_address(text)
    print(x, x.is_private, x.is_global, x.is_loopback, x.is_multicast, x.is_link_local, x.is_unspecified, x.is_reserved)
print(IPv4Address(b'\x01\x02\x03\x04'), IPv4Address(0), IPv4Address(2 ** 32 - 1), IPv4Address(True))
print(f'{a:b} {a:#x} {a:_X} {a:n} {a:s} {a:>16s}|{a}', '%s %r' % (a, a), '{:#_b}'.format(a))
b = ip_address('2001:db8::8a2e:370:7334')
print(b, repr(b), int(b), b.version, b.max_prefixlen, b.packed, b.exploded, b.reverse_pointer)
print(b + 1, b - 1, b < b + 1, b == IPv6Address(int(b)), f'{b:x}', f'{b:n}', f'{b:#_x}')
for text in ('::', '::1', 'fe80::1', 'ff02::1', 'fec0::1', 'fc00::1', '2001:4860:4860::8888', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '2002:c000:204::', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '1:0:0:2:0:0:0:3', '1::2:0:0:3', '0:1::', '1:2:3:4:5:6:7:8', '1:0:3:4:5:6:7:8', 'ABCD:EF01::', '64:ff9b::1.2.3.4', 'fe80::1%eth0', '2001:1::1', '2001:1::3'):
    x = ip_address(text)
    print(x, x.is_private, x.is_global, x.is_loopback, x.is_multicast, x.is_link_local, x.is_site_local, x.is_unspecified, x.is_reserved, x.ipv4_mapped, x.sixtofour, x.teredo, x.scope_id)
print(ip_address('fe80::1%eth0') == ip_address('fe80::1'), hash(ip_address('::1')) == hash(ip_address('0::1')))
print(type(a), isinstance(a, IPv4Address), ipaddress.v4_int_to_packed(16909060), ipaddress.v6_int_to_packed(1))
# --- networks
import ipaddress
from ipaddress import ip_address, ip_network, IPv4Network, IPv6Network

net = ip_network('192.168.0.0/29')
print(net, repr(net), net.network_address, net.broadcast_address, net.netmask, net.hostmask, net.prefixlen, net.num_addresses, net.version, net.max_prefixlen)
print(net.with_prefixlen, net.with_netmask, net.with_hostmask, net.compressed, net.exploded, net.reverse_pointer)
print(list(net))
print(list(net.hosts()), net[0], net[1], net[-1], net[-2])
for h in net.hosts():
    print(h, end=' ')
print()
print(ip_address('192.168.0.5') in net, ip_address('192.168.0.8') in net, ip_address('::1') in net, ip_network('192.168.0.0/30') in net)
print(list(net.subnets()), list(net.subnets(2)), list(net.subnets(new_prefix=32))[:3], list(net.subnets(prefixlen_diff=1)))
print(net.supernet(), net.supernet(5), net.supernet(new_prefix=16), net.supernet(prefixlen_diff=9))
print(net.overlaps(ip_network('192.168.0.4/30')), net.overlaps(ip_network('192.168.1.0/24')), net.overlaps(ip_network('192.0.0.0/8')))
print(net.subnet_of(ip_network('192.168.0.0/16')), net.supernet_of(ip_network('192.168.0.4/30')), net.subnet_of(net))
print(ip_network('10.0.0.0/255.0.0.0'), ip_network('10.0.0.0/0.255.255.255'), ip_network('10.1.2.3'), ip_network(('10.0.0.0', 8)), ip_network(('10.0.0.0', '255.255.0.0')), ip_network(167772160), ip_network('10.1.2.3/8', strict=False), ip_network('10.1.2.3/24', False))
print(ip_network('10.0.0.0/31').hosts, 'x') if False else None
print(list(ip_network('10.0.0.0/31').hosts()), list(ip_network('10.0.0.7/32').hosts()), list(ip_network('10.0.0.0/30').hosts()), list(ip_network('::/126').hosts()), list(ip_network('::/127').hosts()), list(ip_network('::5').hosts()))
nets = [ip_network(t) for t in ('10.0.0.0/8', '10.0.0.0/16', '9.0.0.0/8', '10.1.0.0/16')]
print(sorted(nets), nets[0] < nets[1], nets[0] == ip_network('10.0.0.0/8'), len(set(nets + nets)), nets[0].compare_networks(nets[1]), nets[1].compare_networks(nets[0]), nets[0].compare_networks(nets[0]))
for t in ('10.0.0.0/8', '8.8.8.0/24', '127.0.0.0/8', '224.0.0.0/4', '169.254.0.0/16', '100.64.0.0/10', '0.0.0.0/32', '192.168.0.0/15', '240.0.0.0/4'):
    n = ip_network(t)
    print(n, n.is_private, n.is_global, n.is_loopback, n.is_multicast, n.is_link_local, n.is_unspecified, n.is_reserved)
for t in ('2001:db8::/32', 'fe80::/10', 'ff00::/8', '::1/128', '2000::/3', 'fec0::/16', 'fc00::/7'):
    n = ip_network(t)
    print(n, n.is_private, n.is_global, n.is_loopback, n.is_multicast, n.is_link_local, n.is_site_local, n.exploded, n.num_addresses)
six = IPv6Network('2001:db8::/126')
print(list(six), six[2], six.netmask, six.hostmask, six.broadcast_address, list(six.subnets()), six.supernet(), six.reverse_pointer)
print(list(ip_network('192.0.2.0/28').address_exclude(ip_network('192.0.2.1/32'))))
print(list(ip_network('192.0.2.0/28').address_exclude(ip_network('192.0.2.0/28'))))
print(list(ipaddress.summarize_address_range(ip_address('192.0.2.0'), ip_address('192.0.2.130'))))
print(list(ipaddress.collapse_addresses([ip_network('192.0.2.0/25'), ip_network('192.0.2.128/25'), ip_network('10.0.0.0/24'), ip_network('10.0.0.4/30'), ip_address('1.1.1.0'), ip_address('1.1.1.1'), ip_address('1.1.1.3'), ip_address('1.1.1.0')])))
print(sorted([ip_network('10.0.0.0/8'), ip_address('10.0.0.1'), ip_address('::1')], key=ipaddress.get_mixed_type_key))
print(sum(1 for _ in ip_network('10.0.0.0/22').hosts()), next(iter(ip_network('10.0.0.0/8'))))
# --- interfaces
from ipaddress import ip_interface, ip_address, IPv4Interface, IPv6Interface

i = ip_interface('192.168.1.5/24')
print(i, repr(i), i.ip, i.network, i.netmask, i.hostmask, i.with_prefixlen, i.with_netmask, i.with_hostmask, i.is_private, int(i))
print(i == ip_interface('192.168.1.5/24'), i == ip_interface('192.168.1.5/25'), i == ip_address('192.168.1.5'), i < ip_interface('192.168.1.6/24'), sorted([ip_interface('10.0.0.9/8'), ip_interface('10.0.0.1/8'), ip_interface('9.1.1.1/8')]), len({i, ip_interface('192.168.1.5/24')}))
print(ip_interface('10.0.0.1'), IPv4Interface('10.0.0.1/255.255.0.0'), IPv4Interface(('10.0.0.1', 8)), IPv4Interface(5), i.reverse_pointer)
j = IPv6Interface('2001:db8::1/64')
print(j, repr(j), j.ip, j.network, j.exploded, j.with_netmask, j.is_loopback, ip_interface('::1/128').is_loopback, ip_interface('::/0').is_unspecified)
# --- what is no address
import ipaddress
from ipaddress import *

for f, text in [(f, t) for f in (ip_address, ip_network, ip_interface, ipaddress.IPv4Address, ipaddress.IPv6Address, ipaddress.IPv4Network, ipaddress.IPv6Network, ipaddress.IPv4Interface) for t in ('', '1.2.3', '1.2.3.256', '1.2.3.04', '1.2.3.x', '1.2.3.', '1.2.3.4444', '1.2.3.4/33', '1.2.3.4/x', '1.2.3.4/255.0.255.0', '1.2.3.4/8', '1.2.3.4/1/2', '::/129', '1::2::3', ':1', ':1::', '1:', '1::2:', '1:2:3:4:5:6:7:8:9', '1:2:3', '1:2:3:4:5:6:7', 'g::', '12345::', '1:2:3:4:5:6:7::8', '::1.2.3', '::1.2.3.4.5', ':1:2:3:4:5:6:7', '1:2:3:4:5:6:7:', 'fe80::1%', -1, 2 ** 32, 2 ** 128, b'123', None, '::/64/1', '٣.1.1.1')]:
    try:
        print(f.__name__, repr(text), '->', f(text))
    except ValueError as e:
        print(f.__name__, repr(text), type(e).__name__, e)
net = ip_network('10.0.0.0/24')
for bad in (
    lambda: net[256],
    lambda: net[-257],
    lambda: list(net.subnets(new_prefix=20)),
    lambda: list(net.subnets(prefixlen_diff=3, new_prefix=27)),
    lambda: list(net.subnets(prefixlen_diff=-1)),
    lambda: list(net.subnets(9)),
    lambda: net.supernet(25),
    lambda: net.supernet(new_prefix=25),
    lambda: net.subnet_of(ip_network('::/0')),
    lambda: net.subnet_of(ip_address('10.0.0.1')),
    lambda: 'x' in net,
    lambda: ip_address('1.1.1.1') < ip_address('::1'),
    lambda: ip_address('1.1.1.1') < net,
    lambda: ip_address('1.1.1.1') + 'x',
    lambda: ip_address('255.255.255.255') + 1,
    lambda: ip_address('0.0.0.0') - 1,
    lambda: ip_address('1.1.1.1') + ip_address('1.1.1.1'),
    lambda: net < ip_network('::/0'),
    lambda: f'{net.network_address:d}',
    lambda: list(net.address_exclude(ip_network('11.0.0.0/30'))),
    lambda: list(net.address_exclude(ip_network('::/0'))),
    lambda: list(summarize_address_range(net, net)),
    lambda: list(summarize_address_range(net[3], net[1])),
    lambda: collapse_addresses([net, ip_network('::/0')]),
    lambda: ip_address(),
    lambda: ip_network('1.1.1.1', strictly=1),
    lambda: ipaddress.v4_int_to_packed(-1),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
