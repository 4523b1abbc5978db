// What a bench says: the machine that it ran on, medians with their spread, a table, and the same as JSON beside the other caches.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { chromium, findBrowser } from '../browsers.mjs';

const gigabyte = 1024 ** 3;

/** `--quick`: small sizes and few rounds, to see that a bench works; its figures mean nothing. */
export const isQuick = process.env.LARKRISE_BENCH === 'quick';

/** The smallest value that this share of all (0 to 1) does not exceed; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

function chromiumVersion(): string {
  const program = findBrowser(chromium);
  return program
    ? (execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .trim()
        .split(' built')[0] ?? '')
    : 'no Chromium';
}

/** In words, for beside the figures; the load is that of the minute before. */
function machine(): string {
  const [model = 'unknown processor'] = cpus().map(cpu => cpu.model.trim());
  const memory = Math.round(totalmem() / gigabyte);
  return `${cpus().length} x ${model}, ${memory} GB, load ${loadavg()[0]?.toFixed(1)}; Node ${process.versions.node}, ${chromiumVersion()}`;
}

type Cell = string | number;

/** Columns as wide as their longest cell; numbers to the right. */
function lineUp(rows: readonly (readonly Cell[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => String(row[column] ?? '').length)));
  const cell = (value: Cell, column: number) =>
    typeof value === 'number' ? String(value).padStart(widths[column] ?? 0) : value.padEnd(widths[column] ?? 0);
  return rows.map(row => row.map(cell).join('  ').trimEnd()).join('\n');
}

/** Prints a table and keeps the same as JSON under the name of the bench, with whatever `more` was measured. */
export function report(name: string, title: string, rows: readonly Readonly<Record<string, Cell>>[], more: object = {}): void {
  const columns = Object.keys(rows[0] ?? {});
  const body = rows.map(row => columns.map(column => row[column] ?? ''));
  const folder = 'node_modules/.cache/bench';
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  const on = machine();
  writeFileSync(file, `${JSON.stringify({ title, machine: on, isQuick, rows, ...more }, null, 2)}\n`);
  const quick = isQuick ? 'QUICK, for trying the bench out: small sizes, figures without meaning.\n' : '';
  process.stdout.write(`\n${quick}${title}\n${on}\n\n${lineUp([columns, ...body])}\n\nThe same as JSON: ${file}\n`);
}
