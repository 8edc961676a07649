"""Plans the networks of an office, and warns of what does not fit."""
import ipaddress
import warnings
from collections import defaultdict


class PlanWarning(UserWarning):
    """Something of a plan is odd."""


class Plan:
    def __init__(self, block):
        self.block = ipaddress.ip_network(block)
        self.free = [self.block]
        self.taken = {}

    def take(self, name, hosts):
        """Take the smallest free network for so many hosts."""
        prefix = self.block.max_prefixlen - (hosts + 1).bit_length()
        if prefix < self.block.prefixlen:
            warnings.warn(f'{name}: {hosts} hosts are too many for {self.block}', PlanWarning)
            return None
        for net in sorted(self.free, key=lambda n: (-n.prefixlen, n)):
            if net.prefixlen > prefix:
                continue
            self.free.remove(net)
            while net.prefixlen < prefix:
                net, other = net.subnets()
                self.free.append(other)
            if name in self.taken:
                warnings.warn(f'{name} is taken twice', PlanWarning)
            self.taken[name] = net
            return net
        warnings.warn(f'{name}: no room', PlanWarning)
        return None

    def where(self, address):
        address = ipaddress.ip_address(address)
        return next((name for name, net in self.taken.items() if address in net), None)

    def report(self):
        for name, net in sorted(self.taken.items(), key=lambda item: item[1]):
            hosts = net.num_addresses - 2
            print(f'{name:<10} {net!s:<18} {net.netmask} {net[1]} - {net[-2]} ({hosts} hosts)')
        print('free:', ', '.join(map(str, ipaddress.collapse_addresses(self.free))))


plan = Plan('10.20.0.0/22')
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    for name, hosts in [('office', 200), ('lab', 60), ('guests', 120), ('printers', 10), ('link', 2), ('cloud', 2000), ('lab', 20), ('more', 500)]:
        print(name, plan.take(name, hosts))
    for w in caught:
        print(w.category.__name__, '-', w.message)
plan.report()
for address in ('10.20.0.77', '10.20.1.130', '10.20.3.255', '192.168.1.1', '::1'):
    print(address, '->', plan.where(address))

kinds = defaultdict(list)
for text in '10.0.0.1 8.8.8.8 127.0.0.1 ::1 fe80::1 224.0.0.5 2001:db8::1 300.1.1.1 169.254.0.9'.split():
    try:
        ip = ipaddress.ip_address(text)
    except ValueError as e:
        kinds['wrong'].append(str(e))
        continue
    kind = next((k for k in ('loopback', 'link_local', 'multicast', 'private', 'global') if getattr(ip, 'is_' + k)), 'other')
    kinds[kind].append(ip)
for kind, found in sorted(kinds.items()):
    print(kind, found)

warnings.simplefilter('error', PlanWarning)
try:
    plan.take('huge', 10 ** 6)
except PlanWarning as e:
    print('error:', e)
