// Everything that is kept about somebody, as she may read it: the shape of a subject access report. Pure; times are ms since 1970.
import type { FieldInWords } from './kinds-of-data';

/** What a field said before. */
export interface EarlierWords {
  readonly at: number;
  readonly label: string;
  readonly value: string;
  /** Who wrote it: 'you' or in what role somebody else did. */
  readonly by: string;
  /** What the tablet is called; empty where it has no name any more. */
  readonly tablet: string;
  readonly standing: 'stands' | 'earlier' | 'lost';
  /** One of many pauses of the same writer within five minutes: on paper the last of them is enough. */
  readonly isPause: boolean;
}

export interface ReportedRecord {
  readonly kind: string;
  readonly id: string;
  readonly madeAt: number;
  readonly by: string;
  readonly fields: readonly FieldInWords[];
  readonly earlier: readonly EarlierWords[];
  /** Who can read it now, in words. */
  readonly seenBy: readonly string[];
  /** The photos and voice notes that belong to it. */
  readonly files: readonly ReportedFile[];
}

export interface ReportedFile {
  /** Inside the report; null: the bytes are not on the server. */
  readonly name: string | null;
  readonly what: 'photo' | 'voice';
  readonly takenAt: number;
}

export interface ReportedSection {
  readonly title: string;
  readonly records: readonly ReportedRecord[];
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A change of hers that was not taken in. */
export interface RefusedWords {
  readonly at: number;
  readonly reason: string;
  readonly kind: string;
  readonly fields: readonly FieldInWords[];
}

export interface UsedTablet {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly changes: number;
}

export interface TrailLine {
  readonly at: number;
  readonly act: string;
  readonly who: string;
  readonly tablet: string;
}

export interface AccessReport {
  readonly what: 'person' | 'child' | 'nursery';
  readonly id: string;
  readonly name: string;
  readonly madeAt: number;
  readonly facts: readonly Fact[];
  readonly sections: readonly ReportedSection[];
  readonly refused: readonly RefusedWords[];
  readonly tablets: readonly UsedTablet[];
  readonly trail: readonly TrailLine[];
  /** What is not in it, and why: whole sentences. */
  readonly leftOut: readonly string[];
}

/** Of a file in the report: where its bytes are sealed, and what they are. */
export interface FileToOpen {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

const endings: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' };

/** A name made of nothing that anybody wrote. */
export const fileName = (id: string, mime: string): string => `files/${id}.${endings[mime] ?? 'bin'}`;
