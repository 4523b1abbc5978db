// Listens to a server's pokes as a browser's EventSource does, and tells the events one by one.

export interface Stream {
  readonly status: number;
  /** How many events came so far. */
  readonly heard: number;
  /** The next event as it was written; null when the server has ended the stream. */
  next(): Promise<string | null>;
  close(): void;
}

/** Done when the server has answered; `address` without a slash at its end. */
export async function listenAt(address: string, cookie: string): Promise<Stream> {
  const cut = new AbortController();
  const answer = await fetch(`${address}/api/v1/sync/pokes`, { headers: { cookie }, signal: cut.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let heard = 0;
  const next = async (): Promise<string | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      const block = end < 0 ? null : text.slice(0, end);
      if (block !== null) text = text.slice(end + 2);
      if (block?.startsWith('event:')) {
        heard += 1;
        return block;
      }
      if (block !== null) continue;
      const more = await reader?.read();
      if (!more || more.done) return null;
      text += more.value;
    }
  };
  return {
    status: answer.status,
    get heard() {
      return heard;
    },
    next,
    close: () => cut.abort(),
  };
}
