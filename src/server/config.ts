// What the operator set in the environment, as one typed value; or one readable line that names the variable at fault.
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { type Periods, usualPeriods } from '../features/rights/retention';
import { ok, type Result, trouble } from '../kernel/result';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** PostgreSQL's address; null: a SQLite file in the data folder. */
  readonly databaseUrl: string | null;
  /** Where tablets reach this server; null: at the address that they ask. */
  readonly publicUrl: URL | null;
  /** The key-encryption key itself, or the file it is in; `make`: a first start may write it. */
  readonly kek: { readonly bytes: Buffer } | { readonly file: string; readonly make: boolean };
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Public keys (base64url), one of which must have signed each programme; none: unsigned ones are served with a warning. */
  readonly packKeys: readonly string[];
  /** `daily`: the server clears up by itself once a day; otherwise only the command does. */
  readonly retention: { readonly daily: boolean; readonly periods: Periods };
  /** How many days back-ups are kept, as the operator says; null: nobody has said. */
  readonly backUpDays: number | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const isBareAddress = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href && url.username === '' && url.password === '';

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535));
/** A period: at least one, so that nobody clears everything away with a slip. */
const period = v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number));
const webAddress = v.pipe(
  v.string(),
  v.url(),
  v.transform(text => new URL(text)),
  v.check(isBareAddress),
);
const key = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/_-]{43}=?$/),
  v.transform(text => Buffer.from(text, 'base64')),
  v.check(bytes => bytes.length === 32),
);

/** Ed25519, 32 bytes each. */
const publicKeys = v.pipe(
  v.string(),
  v.transform(text => text.split(/[\s,]+/).filter(one => one !== '')),
  v.check(all => all.every(one => /^[A-Za-z0-9+/_-]{43}=?$/.test(one))),
  v.transform(all => all.map(one => Buffer.from(one, 'base64').toString('base64url'))),
);

/** What each variable may be, and what to say when it is not. */
const settings = v.object({
  PORT: v.optional(wholeNumber, '8080'),
  // Every interface, because the tablets are on other machines and a container has no other way out; the demo keeps to this machine.
  HOST: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:_-]+$/)), '0.0.0.0'),
  DATA_DIR: v.optional(v.string(), './data'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//), v.url())),
  PUBLIC_URL: v.optional(webAddress),
  LARKRISE_KEY: v.optional(key),
  LARKRISE_KEY_FILE: v.optional(v.string()),
  TLS_CERT: v.optional(v.string()),
  TLS_KEY: v.optional(v.string()),
  PACK_KEYS: v.optional(publicKeys, ''),
  RETENTION: v.optional(v.picklist(['on', 'off']), 'off'),
  RETENTION_CHILD_DAYS: v.optional(period, String(usualPeriods.childDays)),
  RETENTION_CPD_YEARS: v.optional(period, String(usualPeriods.cpdYears)),
  RETENTION_AUDIT_YEARS: v.optional(period, String(usualPeriods.auditYears)),
  RETENTION_LINK_DAYS: v.optional(period, String(usualPeriods.linkDays)),
  BACK_UP_DAYS: v.optional(period),
});
type Settings = v.InferOutput<typeof settings>;

const expectations: Readonly<Record<string, string>> = {
  PORT: 'must be a port number from 0 to 65535, such as 8080',
  HOST: 'must be an address of this machine, such as 127.0.0.1 or 0.0.0.0',
  DATABASE_URL: 'must be the address of a PostgreSQL database, such as postgres://name:password@host/larkrise',
  PUBLIC_URL: 'must be an address without a path, such as https://larkrise.example.org',
  LARKRISE_KEY: 'must be 32 random bytes in base64; "openssl rand -base64 32" makes one',
  PACK_KEYS: 'must be public keys in base64, set apart by commas; "npx larkrise pack-key FILE" prints one',
  RETENTION: 'must be on or off',
  RETENTION_CHILD_DAYS: 'must be a whole number of days, such as 30',
  RETENTION_CPD_YEARS: 'must be a whole number of years, such as 6',
  RETENTION_AUDIT_YEARS: 'must be a whole number of years, such as 6',
  RETENTION_LINK_DAYS: 'must be a whole number of days, such as 30',
  BACK_UP_DAYS: 'must be a whole number of days, such as 90',
};

/** An empty value is as good as none: compose files hand over empty ones. */
const withoutEmpty = (environment: Environment): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));

/** Settings that no schema of one variable can judge. */
function clash(set: Environment): string | null {
  if (set.DATABASE_URL && !set.LARKRISE_KEY && !set.LARKRISE_KEY_FILE)
    return 'DATABASE_URL is set without LARKRISE_KEY or LARKRISE_KEY_FILE: all servers of one database must have the same key';
  const bucket = Object.keys(set).find(name => name.startsWith('S3_'));
  if (bucket) return `${bucket} is set, but this version keeps its files in DATA_DIR only: take it away`;
  if (set.LARKRISE_KEY && set.LARKRISE_KEY_FILE) return 'LARKRISE_KEY and LARKRISE_KEY_FILE are both set: keep one of them';
  if (!set.TLS_CERT !== !set.TLS_KEY) return `${set.TLS_CERT ? 'TLS_KEY' : 'TLS_CERT'} is missing: TLS_CERT and TLS_KEY belong together`;
  return null;
}

function kekOf(set: Settings, dataDir: string): Config['kek'] {
  if (set.LARKRISE_KEY) return { bytes: set.LARKRISE_KEY };
  if (set.LARKRISE_KEY_FILE) return { file: resolve(set.LARKRISE_KEY_FILE), make: false };
  return { file: join(dataDir, 'larkrise.key'), make: true };
}

const periodsOf = (set: Settings): Periods => ({
  childDays: set.RETENTION_CHILD_DAYS,
  cpdYears: set.RETENTION_CPD_YEARS,
  auditYears: set.RETENTION_AUDIT_YEARS,
  linkDays: set.RETENTION_LINK_DAYS,
});

/** Reads no file and starts nothing; the trouble is one line for the operator, and holds no value. */
export function readConfig(environment: Environment): Result<Config, string> {
  const set = withoutEmpty(environment);
  const clashing = clash(set);
  if (clashing) return trouble(clashing);
  const parsed = v.safeParse(settings, set);
  if (!parsed.success) {
    const name = v.getDotPath(parsed.issues[0]) ?? '';
    return trouble(`${name} ${expectations[name] ?? 'cannot be read'}`);
  }
  const read = parsed.output;
  const dataDir = resolve(read.DATA_DIR);
  return ok({
    port: read.PORT,
    host: read.HOST,
    dataDir,
    databaseUrl: read.DATABASE_URL ?? null,
    publicUrl: read.PUBLIC_URL ?? null,
    kek: kekOf(read, dataDir),
    packKeys: read.PACK_KEYS,
    tls: read.TLS_CERT && read.TLS_KEY ? { certFile: resolve(read.TLS_CERT), keyFile: resolve(read.TLS_KEY) } : null,
    retention: { daily: read.RETENTION === 'on', periods: periodsOf(read) },
    backUpDays: read.BACK_UP_DAYS ?? null,
  });
}
