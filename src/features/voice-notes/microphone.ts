// What can be wrong with a microphone or a camera, by the names that browsers give it (W3C Media Capture and Streams, 10.2).

export type MicrophoneTrouble = 'microphone-refused' | 'no-microphone' | 'microphone-busy';

const names: Readonly<Record<string, MicrophoneTrouble>> = {
  NotAllowedError: 'microphone-refused',
  SecurityError: 'microphone-refused',
  NotFoundError: 'no-microphone',
  OverconstrainedError: 'no-microphone',
  NotReadableError: 'microphone-busy',
  AbortError: 'microphone-busy',
};

/** Null for anything else. */
export const microphoneTrouble = (failed: unknown): MicrophoneTrouble | null =>
  failed instanceof Error ? (names[failed.name] ?? null) : null;
