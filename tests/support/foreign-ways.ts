// What a page of another site can do with a browser that is signed in to ours; each runs in that page and tells what it has learnt, which should be nothing.

/** An address and what would be posted there. */
export type Act = readonly [path: string, body: object];

export interface Aim {
  /** The origin that is aimed at. */
  readonly ours: string;
  readonly acts: readonly Act[];
  readonly reads: readonly string[];
}

/** Carried into the page as text: nothing of this file is there but its own lines. */
type Way = (aim: Aim) => Promise<readonly string[]>;

async function fetchThatAsksNobody({ ours, acts }: Aim): Promise<readonly string[]> {
  const learnt: string[] = [];
  for (const [path, body] of acts) {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const init = { method: 'POST', mode: 'no-cors', credentials: 'include', headers: { 'content-type': type } } as const;
      const answer = await fetch(ours + path, { ...init, body: JSON.stringify(body) }).catch(() => null);
      if (answer && (answer.type !== 'opaque' || (await answer.text()) !== '')) learnt.push(path);
    }
  }
  return learnt;
}

export const ways: Readonly<Record<string, Way>> = {
  'a fetch that asks nobody': fetchThatAsksNobody,

  'a fetch as our own pages send it': async ({ ours, acts }) => {
    const learnt: string[] = [];
    for (const [path, body] of acts) {
      const headers = { 'content-type': 'application/json', 'x-larkrise': '1' };
      const init = { method: 'POST', credentials: 'include', headers, body: JSON.stringify(body) } as const;
      await fetch(ours + path, init).then(
        ({ status }) => learnt.push(`${path} ${status}`),
        () => undefined,
      );
    }
    return learnt;
  },

  'other methods and headers that override them': async ({ ours, acts }) => {
    const learnt: string[] = [];
    for (const [path] of acts) {
      for (const method of ['PUT', 'PATCH', 'DELETE', 'GET']) {
        const headers = method === 'GET' ? {} : { 'x-http-method-override': 'POST' };
        await fetch(`${ours}${path}?_method=POST`, { method, credentials: 'include', headers }).then(
          ({ status }) => learnt.push(`${method} ${path} ${status}`),
          () => undefined,
        );
      }
    }
    return learnt;
  },

  'an XMLHttpRequest with her cookies': async ({ ours, acts, reads }) => {
    const send = (method: string, path: string, body: string | null) =>
      new Promise<string | null>(done => {
        const request = new XMLHttpRequest();
        request.open(method, ours + path);
        request.withCredentials = true;
        request.onload = () => done(`${method} ${path} ${request.status}`);
        request.onerror = () => done(null);
        request.send(body);
      });
    const answers = [];
    for (const [path, body] of acts) answers.push(await send('POST', path, JSON.stringify(body)));
    for (const path of reads) answers.push(await send('GET', path, null));
    return answers.filter(answer => answer !== null);
  },

  'beacons and what is sent after the page has gone': async ({ ours, acts }) => {
    for (const [path, body] of acts) {
      const text = JSON.stringify(body);
      for (const type of ['text/plain', 'application/json']) navigator.sendBeacon(ours + path, new Blob([text], { type }));
      const init = { method: 'POST', mode: 'no-cors', credentials: 'include', keepalive: true } as const;
      await fetch(ours + path, { ...init, body: text }).catch(() => undefined);
    }
    await new Promise(later => setTimeout(later, 300));
    return [];
  },

  'forms of every kind, sent into a frame that nobody sees': async ({ ours, acts }) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'unseen', hidden: true });
    document.body.append(frame);
    for (const [path, body] of acts) {
      for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: ours + path, target: 'unseen', enctype });
        // As plain text this reads {...,"x":"=y"}: JSON, where somebody takes it for that.
        const name = `${JSON.stringify(body).slice(0, -1)}${Object.keys(body).length > 0 ? ',' : ''}"x":"`;
        form.append(Object.assign(document.createElement('input'), { name, value: 'y"}' }));
        document.body.append(form);
        const answered = new Promise(done => frame.addEventListener('load', done, { once: true }));
        form.submit();
        await Promise.race([answered, new Promise(late => setTimeout(late, 1_000))]);
        form.remove();
      }
    }
    frame.remove();
    return [];
  },

  'reading our pages and what the server says': async ({ ours, reads }) => {
    const learnt: string[] = [];
    for (const path of reads) {
      for (const credentials of ['include', 'omit'] as const) {
        await fetch(ours + path, { credentials }).then(
          async answer => learnt.push(`${path}: ${(await answer.text()).slice(0, 40)}`),
          () => undefined,
        );
      }
    }
    return learnt;
  },

  'pictures, styles, sounds and scripts that are none': async ({ ours, reads }) => {
    const kinds = [
      ['img', 'src'],
      ['script', 'src'],
      ['video', 'src'],
      ['link', 'href'],
      ['embed', 'src'],
    ] as const;
    const globals = () => Object.keys(window).filter(name => !/^\d+$/.test(name)).length; // an embed is a frame, which has a number
    const before = globals();
    const load = (tag: string, attribute: string, address: string) =>
      new Promise<string | null>(done => {
        const element = document.createElement(tag);
        if (tag === 'link') element.setAttribute('rel', 'stylesheet');
        element.onload = () => done(tag === 'embed' ? null : `${tag} ${address}`);
        element.onerror = () => done(null);
        setTimeout(() => done(null), 500);
        element.setAttribute(attribute, address);
        document.body.append(element);
        setTimeout(() => element.remove(), 600);
      });
    const all = kinds.flatMap(([tag, attribute]) => reads.map(path => load(tag, attribute, ours + path)));
    const loaded = (await Promise.all(all)).filter(one => one !== null);
    return globals() > before ? [...loaded, 'a new global'] : loaded;
  },

  'modules, workers and service workers of ours': async ({ ours, reads }) => {
    const learnt: string[] = [];
    const scripts = reads.filter(path => /\.js$/.test(path));
    for (const path of scripts) {
      const module = Object.assign(document.createElement('script'), { type: 'module', src: ours + path });
      const isLoaded = await new Promise<boolean>(done => {
        module.onload = () => done(true);
        module.onerror = () => done(false);
        document.body.append(module);
      });
      if (isLoaded) learnt.push(`module ${path}`);
      const isWorking = await new Promise<boolean>(done => {
        try {
          const worker = new Worker(ours + path);
          worker.onerror = () => done(false);
          setTimeout(() => done(false), 300);
          worker.onmessage = () => done(true);
        } catch {
          done(false);
        }
      });
      if (isWorking) learnt.push(`worker ${path}`);
      await navigator.serviceWorker.register(ours + path).then(
        () => learnt.push(`service worker ${path}`),
        () => undefined,
      );
    }
    return learnt;
  },

  'a web socket': async ({ ours }) => {
    const opens = (path: string) =>
      new Promise<string | null>(done => {
        const socket = new WebSocket(ours.replace('http', 'ws') + path);
        socket.onopen = () => done(path);
        socket.onerror = () => done(null);
      });
    const found = await Promise.all(['/', '/api/v1/sync/pokes', '/api/v1/sync/push', '/office'].map(opens));
    return found.filter(path => path !== null);
  },

  'listening to the pokes with her cookies': async ({ ours }) => {
    return new Promise(done => {
      const source = new EventSource(`${ours}/api/v1/sync/pokes`, { withCredentials: true });
      const end = (learnt: readonly string[]) => {
        source.close();
        done(learnt);
      };
      source.onopen = () => end(['open']);
      source.addEventListener('poke', () => end(['a poke']));
      source.onerror = () => end([]);
      setTimeout(() => end([]), 1_000);
    });
  },

  'asking for our caches, our storage and what the tablet keeps': async () => {
    const learnt: string[] = [];
    for (const name of await caches.keys()) learnt.push(`cache ${name}`);
    for (const { name } of await indexedDB.databases()) learnt.push(`database ${name}`);
    for await (const name of (await navigator.storage.getDirectory()).keys()) learnt.push(`file ${name}`);
    if (document.cookie !== '') learnt.push(`cookie ${document.cookie}`);
    if ((await navigator.serviceWorker.getRegistrations()).length > 0) learnt.push('a service worker');
    return learnt;
  },
};
