// Reads a programme's authoring folder into a pack: the manifest for tablets and the media files that it names.
// src/sample/programme/README.md describes the folder for the people who write one.
import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, type Result, trouble } from '../../kernel/result';
import type { MediaFile } from './media-file';
import type { Module, Programme, Resource, Webcast } from './pack';
import { type AuthoredModule, authoredModuleSchema, authoredProgrammeSchema, idOfFolder } from './pack-authored';
import { type PackFault, wholeFile } from './pack-fault';
import { readMarkdown } from './pack-markdown.server';
import { describeMedia, whyNotCaptions, whyNotWebcast } from './pack-media.server';
import { readYaml } from './pack-yaml.server';

export interface Pack {
  readonly programme: Programme;
  /** Where each media file lies on this machine, by its hash. */
  readonly files: ReadonlyMap<string, { readonly file: MediaFile; readonly from: string }>;
}

type Faults = readonly PackFault[];
type Checked<Value> = Result<Value, Faults>;

const mostBytesInAPoster = 200 * 1024;

/** All values, or all faults of all of them. */
function together<Value>(results: readonly Checked<Value>[]): Checked<readonly Value[]> {
  const faults = results.flatMap(result => (result.ok ? [] : result.trouble));
  return faults.length > 0 ? trouble(faults) : ok(results.flatMap(result => (result.ok ? [result.value] : [])));
}

/** A file of its own, in a folder of its own: a link could lead out of the pack. */
async function isPlainFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile() && (await lstat(dirname(path))).isDirectory();
  } catch {
    return false;
  }
}

/** One module's folder while it is read. */
interface Place {
  readonly root: string;
  /** From the root, with forward slashes. */
  readonly folder: string;
}

const inRoot = ({ root }: Place, file: string): string => join(root, ...file.split('/'));

async function readText(place: Place, file: string): Promise<Checked<string>> {
  const path = inRoot(place, file);
  if (!(await isPlainFile(path))) return trouble([wholeFile(file, 'is not there, or is not a plain file')]);
  const bytes = await readFile(path);
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return trouble([wholeFile(file, 'is not UTF-8 text')]);
  }
}

type At = (path: readonly unknown[], reason: string) => PackFault;

async function readResource(place: Place, authored: AuthoredModule['resources'][number], missing: PackFault): Promise<Checked<Resource>> {
  const file = `${place.folder}/${authored.file}`;
  if (!(await isPlainFile(inRoot(place, file)))) return trouble([missing]);
  const text = await readText(place, file);
  if (!text.ok) return text;
  const blocks = readMarkdown(file, text.value);
  return blocks.ok ? ok({ id: authored.id, title: authored.title, kind: authored.kind, blocks: [...blocks.value] }) : blocks;
}

/** `why` looks into a file that is there: null when nothing is wrong with it. */
async function readMedia(
  place: Place,
  field: string,
  name: string,
  at: At,
  why: (path: string) => Promise<string | null>,
): Promise<Checked<MediaFile>> {
  const path = inRoot(place, `${place.folder}/${name}`);
  if (!(await isPlainFile(path))) return trouble([at(['webcast', field], `${name} is not there, or is not a plain file`)]);
  if ((await lstat(path)).size === 0) return trouble([at(['webcast', field], `${name} is empty`)]);
  const reason = await why(path);
  return reason ? trouble([at(['webcast', field], `${name} ${reason}`)]) : ok(await describeMedia(path));
}

async function readWebcast(place: Place, { webcast }: AuthoredModule, at: At): Promise<Checked<Webcast>> {
  const [video, captions, poster] = await Promise.all([
    readMedia(place, 'file', webcast.file, at, path => whyNotWebcast(path, webcast.length)),
    readMedia(place, 'captions', webcast.captions, at, async path => whyNotCaptions(await readFile(path, 'utf8'))),
    readMedia(place, 'poster', webcast.poster, at, async path =>
      (await lstat(path)).size > mostBytesInAPoster ? 'is larger than 200 KB' : null,
    ),
  ]);
  if (video.ok && captions.ok && poster.ok) {
    return ok({ video: video.value, captions: captions.value, poster: poster.value, length: webcast.length });
  }
  return trouble([video, captions, poster].flatMap(result => (result.ok ? [] : result.trouble)));
}

async function readModule(place: Place): Promise<Checked<{ readonly module: Module; readonly names: readonly string[] }>> {
  const file = `${place.folder}/module.yaml`;
  const text = await readText(place, file);
  if (!text.ok) return text;
  const read = readYaml(file, text.value, authoredModuleSchema);
  if (!read.ok) return read;
  const { value: authored, at } = read.value;
  const expected = idOfFolder(place.folder.slice(place.folder.lastIndexOf('/') + 1));
  const misnamed = authored.id === expected ? [] : [at(['id'], `id must be ${expected}, as the folder is called`)];
  const webcast = await readWebcast(place, authored, at);
  const reading = authored.resources.map((one, i) =>
    readResource(place, one, at(['resources', i, 'file'], `${one.file} is not there, or is not a plain file`)),
  );
  const resources = together(await Promise.all(reading));
  if (!webcast.ok || !resources.ok || misnamed.length > 0) {
    return trouble([...misnamed, ...(webcast.ok ? [] : webcast.trouble), ...(resources.ok ? [] : resources.trouble)]);
  }
  const { id, title, summary, minutes, chapters, prompts, gapTask, strengths = [] } = authored;
  const module = {
    id,
    title,
    summary,
    minutes,
    webcast: webcast.value,
    chapters,
    prompts,
    gapTask,
    resources: [...resources.value],
    strengths,
  };
  return ok({
    module,
    names: [authored.webcast.file, authored.webcast.captions, authored.webcast.poster].map(name => `${place.folder}/${name}`),
  });
}

/** The same content has the same version, wherever and whenever it was read. */
function versioned(programme: Omit<Programme, 'version'>): Programme {
  const version = createHash('sha256').update(JSON.stringify(programme)).digest('base64url');
  return { ...programme, version };
}

/** The pack in a folder, or everything that is wrong with it. Reads every byte of it, so that nothing broken is ever served. */
export async function readPackFolder(root: string): Promise<Checked<Pack>> {
  const file = 'programme.yaml';
  const text = await readText({ root, folder: '' }, file);
  if (!text.ok) return text;
  const read = readYaml(file, text.value, authoredProgrammeSchema);
  if (!read.ok) return read;
  const authored = read.value.value;
  const results: Awaited<ReturnType<typeof readModule>>[] = [];
  for (const folder of authored.modules) results.push(await readModule({ root, folder: `modules/${folder}` }));
  const modules = together(results);
  if (!modules.ok) return modules;
  const files = modules.value.flatMap(({ module: { webcast }, names }) =>
    [webcast.video, webcast.captions, webcast.poster].map(
      (one, i) => [one.sha256, { file: one, from: join(root, ...(names[i] ?? '').split('/')) }] as const,
    ),
  );
  const { format, id, title, provider, language } = authored;
  const programme = versioned({ format, id, title, provider, language, modules: modules.value.map(({ module }) => module) });
  return ok({ programme, files: new Map(files) });
}
