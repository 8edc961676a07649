# --- memoryview
data = bytearray(b'hello world')
view = memoryview(data)
part = view[6:]
print(len(view), view[0], bytes(view[:5]), part.tobytes(), list(part), part == b'world')
view[0] = ord('J')
part[0:2] = b'WO'
print(data, bytes(part), view.tolist()[:3], view.nbytes, view.readonly)
fixed = memoryview(b'abcdef')
print(fixed[2:4].tobytes(), fixed.readonly, bytes(fixed[::2]), fixed[-1], fixed.hex(), isinstance(fixed, memoryview))
try:
    fixed[0] = 1
except TypeError as e:
    print(e)
sent = 0
chunks = []
while sent < len(fixed):
    chunks.append(bytes(fixed[sent:sent + 4]))
    sent += 4
print(chunks, b''.join([fixed[:2], b'-', fixed[2:3]]), bytes(fixed) == b'abcdef', b'cd' in bytes(fixed))
import struct
print(struct.unpack('>HB', memoryview(b'\x01\x02\x03')[:3]), int.from_bytes(fixed[:2], 'big'))
with memoryview(data) as m:
    print(m[1], [x for x in m[:2]])
try:
    view[99]
except IndexError as e:
    print(e)
