// A tablet's storage, there before the first file of a worker reads Dexie, which keeps the one that it found at its own beginning.
import 'fake-indexeddb/auto';
import 'dexie';
