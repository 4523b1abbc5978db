// Opens the server's sealed pages.
import { type Bytes, fromBase64Url } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import { type PageContent, pageBinding, pageContentSchema, type SealedPage } from '../sync/protocol';
import type { Session } from './session';

/** Without a Blob on the way: its bytes would be fetched back from another process. */
export async function inflate(bytes: Bytes): Promise<string> {
  const { writable, readable } = new DecompressionStream('deflate-raw');
  const writer = writable.getWriter();
  const [text] = await Promise.all([new Response(readable).text(), writer.write(bytes), writer.close()]);
  return text;
}

/** A page as it came, or as it was kept. */
type ClosedPage = Omit<SealedPage, 'bytes'> & { readonly bytes: string | Bytes };

/** The page's rows and removals; null when it does not open with her keys or is not what it must be. */
export async function openPage(session: Session, page: ClosedPage): Promise<PageContent | null> {
  const sealed = typeof page.bytes === 'string' ? fromBase64Url(page.bytes) : page.bytes;
  const binding = pageBinding(session.tablet.id, page.holder, page.key);
  const opened = sealed ? await session.keys.open(page.key, binding, sealed) : null;
  if (!opened?.ok) return null;
  const content = parse(pageContentSchema, parseJson(await inflate(opened.value)));
  return content.ok ? content.value : null;
}
