// Counts of what the server did, as Prometheus reads them: names and numbers, never who or what.
import { BlockList, isIPv6 } from 'node:net';

export interface Metrics {
  /** Adds `by` to a counter; labels come from fixed lists (routes, verdicts), never from what people sent. */
  count(name: string, labels?: Readonly<Record<string, string>>, by?: number): void;
  /** The text exposition format, one line a counter. */
  render(): string;
}

export function createMetrics(): Metrics {
  const counters = new Map<string, number>();
  return {
    count(name, labels = {}, by = 1) {
      const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value.replace(/["\\\n]/g, '_')}"`);
      const series = pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
      counters.set(series, (counters.get(series) ?? 0) + by);
    },
    render: () => [...counters].map(([series, value]) => `${series} ${value}\n`).join(''),
  };
}

const near = new BlockList();
near.addSubnet('127.0.0.0', 8);
near.addSubnet('10.0.0.0', 8);
near.addSubnet('172.16.0.0', 12);
near.addSubnet('192.168.0.0', 16);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');

/** Only this machine and its own network may read the counts. */
export const isNear = (address: string): boolean => near.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
