// One tablet that wakes at a quarter past seven: it proves itself, sends five changes and fetches what is new, over its own connection.
import { sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import { reflectionKind } from '../../../src/features/reflections/reflection';
import { strengthWordKind } from '../../../src/features/strengths-boards/strength-word';
import { systemClock } from '../../../src/kernel/clock';
import { newId } from '../../../src/kernel/id';
import { seal } from '../../../src/server/sealing';
import { type Change, changeBinding, type Envelope, runText } from '../../../src/sync/change';
import { nurseryKeyId, vaultKeyId } from '../../../src/sync/key-ids';
import { type PullAnswer, type PushAnswer, pullPath, pushPath } from '../../../src/sync/protocol';
import { challengePath, sessionPath, sessionText } from '../../../src/sync/tablet-protocol';
import { recordOf } from '../engines/records';
import type { Pair } from './authority';

export type Call = 'challenge' | 'session' | 'push' | 'pull';

/** One request: what it was, how long it took in ms, and what was wrong (null: nothing). */
export interface Heard {
  readonly call: Call;
  readonly took: number;
  readonly fault: string | null;
}

export const changesOfAPush = 5;

const signed = (key: Pair['personKey'], text: string): string =>
  sign('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');

const fresh = (): string => newId(systemClock(), crypto.getRandomValues(new Uint8Array(16)));

export class WakingTablet {
  readonly heard: Heard[] = [];
  private readonly pair: Pair;
  private readonly port: number;
  private agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private cookie = '';
  private written = 0;
  private settled = 0;
  private cursors: PullAnswer['cursors'] = {};
  private told: string | null = null;

  constructor(pair: Pair, port: number) {
    this.pair = pair;
    this.port = port;
  }

  /** Hangs up, as a tablet does that goes to sleep again. */
  hangUp(): void {
    this.agent.destroy();
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
  }

  /** Three reflections of her own and two words for the room's board, each signed as the tablet signs when it writes. */
  preparePush(): string {
    const { tablet, person, room, child } = this.pair;
    const envelopes = Array.from({ length: changesOfAPush }, (_, at) => {
      this.written += 1;
      const word = { child, room, side: 'educator', word: `curious ${this.written}`, standing: 'said' };
      const { module, prompt, text } = recordOf(this.written, person);
      const set = at < 3 ? { module, prompt, text } : word;
      const kind = at < 3 ? reflectionKind : strengthWordKind;
      const change = { change: fresh(), kind: kind.name, id: fresh(), set, base: {}, at: systemClock(), version: kind.version };
      return this.envelope(change, at < 3);
    });
    return JSON.stringify({ v: 1, tablet, envelopes });
  }

  private envelope(change: Change, isPrivate: boolean): Envelope {
    const { tablet, person, nursery, vault, nurseryKey, personKey } = this.pair;
    const key = isPrivate ? vaultKeyId(person) : nurseryKeyId(nursery);
    const head = { tablet, author: person, n: this.written, group: null, key };
    const bytes = seal(isPrivate ? vault : nurseryKey, changeBinding(head), Buffer.from(JSON.stringify(change), 'utf8')).toString(
      'base64url',
    );
    return { v: 1, ...head, sig: signed(personKey, runText([{ v: 1, ...head, sig: '', bytes }])), bytes };
  }

  async openSession(): Promise<void> {
    const { tablet, tabletKey } = this.pair;
    const asked = await this.call<{ nonce: string }>('challenge', challengePath, JSON.stringify({ tablet }));
    if (!asked) return;
    const sig = signed(tabletKey, sessionText(tablet, asked.nonce));
    await this.call('session', sessionPath, JSON.stringify({ tablet, nonce: asked.nonce, sig }));
  }

  async push(body: string): Promise<void> {
    await this.call<PushAnswer>('push', pushPath, body, ({ verdicts }) => {
      const refused = verdicts.find(({ verdict }) => verdict !== 'applied');
      return refused ? JSON.stringify(refused) : verdicts.length === changesOfAPush ? null : 'verdicts are missing';
    });
  }

  async pull(): Promise<void> {
    const { tablet, person } = this.pair;
    const asked = { v: 1, tablet, person, cursors: this.cursors, again: [], told: this.told, lowest: this.settled + 1 };
    const answer = await this.call<PullAnswer>('pull', pullPath, JSON.stringify(asked), ({ settled }) =>
      settled.length === this.written - this.settled ? null : `${settled.length} settled, ${this.written - this.settled} sent`,
    );
    if (!answer) return;
    this.cursors = answer.cursors;
    this.told = answer.told;
    this.settled = this.written;
  }

  private async call<Answer>(
    call: Call,
    path: string,
    body: string,
    check: (answer: Answer) => string | null = () => null,
  ): Promise<Answer | null> {
    const began = performance.now();
    const answered = await this.send(path, body).catch((fault: unknown) => ({ status: 0, text: String(fault) }));
    const took = performance.now() - began;
    const answer = answered.status === 200 ? (JSON.parse(answered.text) as Answer) : null;
    const fault = answer === null ? `${answered.status} ${answered.text.slice(0, 120)}` : check(answer);
    this.heard.push({ call, took, fault });
    return answer;
  }

  /** Once more where the server had hung up before it could have read anything: browsers do the same with a line that was kept open. */
  private send(path: string, body: string): Promise<{ status: number; text: string }> {
    return this.sendOnce(path, body).catch((fault: unknown) => {
      if (fault instanceof Error && fault.cause === 'line-was-idle') return this.sendOnce(path, body);
      throw fault;
    });
  }

  private sendOnce(path: string, body: string): Promise<{ status: number; text: string }> {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-larkrise': '1',
      'x-forwarded-for': this.pair.address,
      ...(this.cookie ? { cookie: this.cookie } : {}),
    };
    return new Promise((done, failed) => {
      const sent = request({ host: '127.0.0.1', port: this.port, path, method: 'POST', agent: this.agent, headers }, reply => {
        const [cookie] = reply.headers['set-cookie'] ?? [];
        if (cookie) this.cookie = cookie.split(';')[0] ?? '';
        const pieces: Buffer[] = [];
        reply.on('data', (piece: Buffer) => pieces.push(piece));
        reply.once('end', () => done({ status: reply.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }));
        reply.once('error', failed);
      });
      sent.once('error', (fault: NodeJS.ErrnoException) => {
        const wasIdle = sent.reusedSocket && fault.code === 'ECONNRESET';
        failed(wasIdle ? new Error(fault.message, { cause: 'line-was-idle' }) : fault);
      });
      sent.end(body);
    });
  }
}
