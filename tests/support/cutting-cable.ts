// A cable with a pair of scissors: a real TCP connection to a real server that is cut after so many bytes, once.
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createHttp, type Http } from '../../src/device/http';

export type Direction = 'up' | 'down';

export interface CuttingCable {
  readonly http: Http;
  /** The same cable for whoever sends bytes. */
  readonly fetch: typeof fetch;
  /** Bytes that went each way since `measure` or `cutAfter` was called. */
  readonly passed: Readonly<Record<Direction, number>>;
  measure(): void;
  /** The connection that carries this byte is torn down before it passes; everything afterwards goes through. */
  cutAfter(direction: Direction, bytes: number): void;
  close(): Promise<void>;
}

/** On Linux each connection comes from an address of its own: thousands of cuts are no flood from one. */
function addresses(): () => { readonly localAddress?: string } {
  let count = 0;
  return () => {
    count += 1;
    return process.platform === 'linux' ? { localAddress: `127.0.${1 + (Math.floor(count / 250) % 250)}.${1 + (count % 250)}` } : {};
  };
}

function portOf(proxy: Server): number {
  const address = proxy.address();
  if (typeof address !== 'object' || !address) throw new Error('the cable has no address');
  return address.port;
}

export async function cuttingCable(port: number, cookie: string): Promise<CuttingCable> {
  const passed = { up: 0, down: 0 };
  let plan: { direction: Direction; bytes: number } | null = null;
  const open = new Set<Socket>();
  const fromElsewhere = addresses();
  const carry = (from: Socket, to: Socket, direction: Direction) =>
    from.on('data', data => {
      const left = plan?.direction === direction ? plan.bytes - passed[direction] : Number.POSITIVE_INFINITY;
      passed[direction] += Math.min(data.length, left);
      if (data.length <= left) return void to.write(data);
      plan = null;
      to.write(data.subarray(0, left), () => {
        to.resetAndDestroy();
        from.resetAndDestroy();
      });
    });
  const proxy = createServer(tablet => {
    const server = connect({ port, host: '127.0.0.1', ...fromElsewhere() });
    carry(tablet, server, 'up');
    carry(server, tablet, 'down');
    for (const [one, other] of [
      [tablet, server],
      [server, tablet],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const near = portOf(proxy);
  const send: typeof fetch = (path, init) =>
    fetch(`http://127.0.0.1:${near}${String(path)}`, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), cookie },
    });
  const measure = () => {
    plan = null;
    Object.assign(passed, { up: 0, down: 0 });
  };
  return {
    http: createHttp({ fetch: send }),
    fetch: send,
    passed,
    measure,
    cutAfter: (direction, bytes) => {
      measure();
      plan = { direction, bytes };
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
