// What is wrong in an authoring folder, and where: said so that the person who wrote it finds the place.

export interface PackFault {
  /** From the programme's folder, with forward slashes. */
  readonly file: string;
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

export const wholeFile = (file: string, reason: string): PackFault => ({ file, line: 0, column: 0, reason });

/** As editors and terminals understand it: file:line:column: reason. */
export const faultInWords = ({ file, line, column, reason }: PackFault): string =>
  line === 0 ? `${file}: ${reason}` : `${file}:${line}:${column}: ${reason}`;
