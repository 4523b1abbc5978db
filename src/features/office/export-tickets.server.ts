// Tickets for files, and the files themselves: each ticket opens one file once, within two minutes, for whom it was made.
//
// No file lies ready on the server, sealed or not: it is put together from the sealed records while it is fetched, a photo at a time.
import type { FastifyReply } from 'fastify';
import { calendarDay } from '../../kernel/calendar-day';
import { minutes } from '../../kernel/clock';
import type { BlobFiles } from '../../server/blobs';
import type { Tables, Writing } from '../../server/database';
import { refuse } from '../../server/refusals';
import { hashOf, newSecret } from '../../server/tablet-sessions';
import { accessReport, accessZip } from '../rights/access-zip.server';
import type { OfficeRouteParts } from './office-route.server';

export interface ExportParts extends OfficeRouteParts {
  readonly files: BlobFiles;
}

export type Ticket = Tables['export_tickets'];
export type TicketFor = 'own' | 'baby' | 'nursery' | 'pass';

const lasts: Readonly<Record<TicketFor, number>> = { own: minutes(2), baby: minutes(2), nursery: minutes(2), pass: minutes(15) };

interface Wanted {
  readonly what: TicketFor;
  /** The id of whom or what it shows. */
  readonly about: string;
  /** To whom it is given. */
  readonly person: string;
  /** The link that it came by. */
  readonly link?: string;
  readonly now: number;
}

/** One that she was given before for the same sort of file, and has not used, is over: one at a time. */
export async function giveTicket(tx: Writing, { what, about, person, link, now }: Wanted): Promise<string> {
  const ticket = newSecret();
  await tx.deleteFrom('export_tickets').where('expires_at', '<=', now).execute();
  await tx.deleteFrom('export_tickets').where('person', '=', person).where('what', '=', what).execute();
  const row = { ticket_hash: hashOf(ticket), what, about, person, link: link ?? null, expires_at: now + lasts[what] };
  await tx.insertInto('export_tickets').values(row).execute();
  return ticket;
}

/** Null: unknown, used or too old. */
export async function ticketOf({ db, clock }: Pick<OfficeRouteParts, 'db' | 'clock'>, ticket: string): Promise<Ticket | null> {
  const row = await db.selectFrom('export_tickets').selectAll().where('ticket_hash', '=', hashOf(ticket)).executeTakeFirst();
  return row && row.expires_at > clock() ? row : null;
}

/** False where somebody else was quicker with the same one. */
async function useTicket({ db }: Pick<OfficeRouteParts, 'db'>, { ticket_hash }: Ticket): Promise<boolean> {
  return (await db.deleteFrom('export_tickets').where('ticket_hash', '=', ticket_hash).executeTakeFirst()).numDeletedRows === 1n;
}

/** A name made of nothing that anybody wrote. */
const fileNames = { own: 'larkrise-mine', baby: 'larkrise-baby', nursery: 'larkrise-nursery' } as const;
const reports = { own: 'person', baby: 'child', nursery: 'nursery' } as const;

const isFile = (what: string): what is keyof typeof reports => Object.hasOwn(reports, what);

/** `busy`: to whom a file is being given at this moment; another one waits until that has ended. */
export async function sendFile(parts: ExportParts, reply: FastifyReply, ticket: Ticket, busy: Set<string>): Promise<FastifyReply> {
  const { what, about, person } = ticket;
  if (busy.has(person)) return refuse(reply.header('retry-after', 60), 'too-many-requests');
  if (!isFile(what) || !(await useTicket(parts, ticket))) return refuse(reply, 'not-found');
  busy.add(person);
  const all = { ...parts, by: person };
  const found = await accessReport(all, reports[what], about).catch((fault: unknown) => {
    busy.delete(person);
    throw fault;
  });
  if (!found) busy.delete(person);
  if (!found) return refuse(reply, 'not-found');
  const zip = accessZip(all, found);
  zip.once('close', () => busy.delete(person));
  reply.headers({
    'content-disposition': `attachment; filename="${fileNames[what]}-${calendarDay(parts.clock())}.zip"`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  });
  return reply.type('application/zip').send(zip);
}
