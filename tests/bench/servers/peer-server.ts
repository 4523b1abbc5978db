// One peer's server in a process of its own: its page, its endpoints over SQLite, and what the bench has it change.
//
// node peer-server.js <peer> <folder of the pages> <folder for its data> <records at the start>; prints its port.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { recordOf } from '../engines/records';
import { answerCouch, reviseDocument } from './couch-endpoints';
import { prototypeEndpoint, rxdbEndpoint } from './plain-endpoints';
import { openRows } from './rows-store';

const [peer = '', pages = '', folder = '', records = '0'] = process.argv.slice(2);
const store = openRows(join(folder, `${peer}.db`));
const endpoint = peer === 'rxdb' ? rxdbEndpoint(store) : prototypeEndpoint(store);
const reader = 'reader';

/** The record as it came from another tablet. */
function write(number: number, edition: number): void {
  const { id, ...fields } = recordOf(number, reader, edition);
  if (peer === 'pouchdb') reviseDocument(store, reader, id, fields);
  else store.put(reader, { id, body: JSON.stringify({ id, ...fields, ...(peer === 'rxdb' ? { _deleted: false } : {}) }), versions: '' });
}

const writeAll = (numbers: readonly number[], edition: number): void =>
  store.together(() => {
    for (const number of numbers) write(number, edition);
  });

const html = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Bench</title><script type="module" src="/page.js"></script>';
const files: Readonly<Record<string, { readonly type: string; readonly text: string | Buffer }>> = {
  '/': { type: 'text/html', text: html },
  '/page.js': { type: 'text/javascript', text: readFileSync(join(pages, `${peer}-page.js`)) },
};

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return pieces.length === 0 ? null : JSON.parse(Buffer.concat(pieces).toString('utf8'));
}

async function answer(request: IncomingMessage, url: URL): Promise<{ status: number; body: unknown }> {
  const [, first = '', whose = '', ...rest] = decodeURIComponent(url.pathname).split('/');
  const body = await bodyOf(request);
  if (first === 'change') {
    const { numbers, edition } = body as { numbers: number[]; edition: number };
    writeAll(numbers, edition);
    return { status: 200, body: {} };
  }
  if (first === 'couch')
    return answerCouch(store, whose, { method: request.method ?? 'GET', rest: rest.join('/'), query: url.searchParams, body });
  return first === peer ? { status: 200, body: endpoint(whose, body) } : { status: 404, body: null };
}

async function serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const file = files[url.pathname];
  if (file) return void reply.setHeader('content-type', file.type).end(file.text);
  const { status, body } = await answer(request, url);
  return void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

writeAll(
  Array.from({ length: Number(records) }, (_, number) => number),
  0,
);
const server = createServer((request, reply) => {
  serve(request, reply).catch(fault => {
    console.error(fault);
    reply.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.once('SIGTERM', () => process.exit(0));
