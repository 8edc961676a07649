from gevent import monkey; monkey.patch_all()
import threading, time, queue
log = print
q = queue.Queue(2)
def producer():
    for i in range(6):
        log('putting', i)
        q.put(i)
        log('put', i, q.qsize())
    q.put(None)
def consumer(n):
    log(n, 'begins')
    while True:
        log(n, 'gets')
        item = q.get()
        log(n, 'got', item, q.qsize())
        if item is None:
            q.put(None)
            break
        q.task_done()
ts = [threading.Thread(target=producer)] + [threading.Thread(target=consumer, args=(x,)) for x in 'ab']
for t in ts: t.start(); log('started')
for t in ts: t.join()
