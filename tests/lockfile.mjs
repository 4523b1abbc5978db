// Checks that package-lock.json names the optional packages of every platform, or `npm ci` fails elsewhere; `--write` adds what is missing.
//
// npm leaves out what the registry at hand does not serve (mirrors often keep one platform only), and a lockfile written there
// stops everybody else. What is added has the version that its parent asks for, and its platform from its name, which is where
// those packages all say it. It has no checksum: npm takes that from the registry when the package is first installed.
import { readFileSync, writeFileSync } from 'node:fs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const spoken = { fsevents: { os: ['darwin'] } };

/** @typedef {{version: string, optional?: boolean, dev?: boolean, optionalDependencies?: Record<string, string>}} Entry */

/** @param {string} name */
function platformOf(name) {
  if (name in spoken) return spoken[/** @type {keyof typeof spoken} */ (name)];
  const parts = (name.split('/').at(-1) ?? name).split('-');
  const os = systems.filter(system => parts.includes(system));
  const cpu = processors.filter(processor =>
    parts.some(part => part === processor || (processor === 'arm' && /^arm(v7|v6|eabi)?$/.test(part))),
  );
  const libc = parts.some(part => part.startsWith('musl')) ? ['musl'] : parts.some(part => part.startsWith('gnu')) ? ['glibc'] : [];
  return { ...(os.length && { os }), ...(cpu.length && { cpu }), ...(libc.length && os[0] === 'linux' && { libc }) };
}

/**
 * Where a package is found from a folder, nearest first.
 * @param {string} folder @param {string} name
 */
function places(folder, name) {
  const found = [];
  for (let at = folder; at; at = at.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) found.push(`${at}/node_modules/${name}`);
  return [...found, `node_modules/${name}`];
}

/**
 * Adds the entries that are missing, and gives their places.
 * @param {Record<string, Entry>} packages
 */
function complete(packages) {
  /** @type {string[]} */
  const added = [];
  for (const [folder, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (places(folder, name).some(place => packages[place])) continue;
      const place = packages[`node_modules/${name}`] ? `${folder}/node_modules/${name}` : `node_modules/${name}`;
      packages[place] = { version: version.replace(/^[~^]/, ''), ...platformOf(name), ...(entry.dev && { dev: true }), optional: true };
      added.push(place);
    }
  }
  return added;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const added = complete(lock.packages);
if (added.length > 0 && process.argv.includes('--write')) {
  const sorted = Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1));
  lock.packages = Object.fromEntries(sorted); // the root's own entry has the empty path and stays first
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: added ${added.length} packages of other platforms.`);
} else if (added.length > 0) {
  console.error(`package-lock.json lacks ${added.length} packages of other platforms, ${added[0]} first. Run: npm run lock`);
  process.exit(1);
}
