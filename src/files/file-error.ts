import type { FileProblem } from "../report/report.ts";

/** A file or folder that cannot be used, with a sentence for the user: what is wrong and what to do. */
export class FileError extends Error {
  /** Whether there is something, and the system does not give it: nobody knows then what it is. */
  readonly isDenied: boolean;

  constructor(message: string, isDenied = false) {
    super(message);
    this.isDenied = isDenied;
  }
}

const denied = (done: string) =>
  `This cannot be ${done}: permission is denied. Ask for access, or leave it out.`;
const missing = () => "There is no file or folder here. Check the spelling, or where the link leads.";

const reasons: Record<string, (done: string) => string> = {
  EACCES: denied,
  EPERM: denied,
  ENOENT: missing,
  ENOTDIR: missing,
  ENAMETOOLONG: missing,
  ELOOP: () => "This link leads back to itself. Point it at a file, or remove it.",
  ENOSPC: (done) => `This cannot be ${done}: the disk is full. Make room and try again.`,
  EROFS: (done) => `This cannot be ${done}: the disk is read-only. Copy the files to another one.`,
};

/** What the file system's answer means to the user. Anything but such an answer is a mistake of ours and thrown on. */
export function fileError(error: unknown, done: "read" | "written"): FileError {
  if (error instanceof FileError) return error;
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) throw error;
  const code = String(error.code);
  return new FileError(
    reasons[code]?.(done) ??
      `This cannot be ${done}: the system answers ${code}. Try again, or leave it out.`,
    !leadingNowhere.test(code),
  );
}

const leadingNowhere = /^(ENOENT|ENOTDIR|ENAMETOOLONG|ELOOP)$/;

/** What to go on with in place of what cannot be read. */
export const orNothing =
  <T>(nothing: T) =>
  (error: unknown): T => {
    fileError(error, "read");
    return nothing;
  };

/** Whose fault it is that something cannot be used. What was only met in a folder may be left out, if one knows what it is. */
export function faultOf({ isDenied }: FileError, named: boolean): FileProblem["fault"] {
  if (named) return "named";
  return isDenied ? "denied" : "met";
}
