/** A path that cannot be read or written, with a sentence for the user. */
export class Unreadable extends Error {}

const reasons: Record<string, string> = {
  ENOENT: "There is no such file or folder. Check the spelling.",
  ENOTDIR: "There is no such file or folder. Check the spelling.",
  ENAMETOOLONG: "There is no such file or folder: the name is too long. Check the spelling.",
  EACCES: "It cannot be read: permission is denied. Ask for access, or leave it out.",
  EPERM: "It cannot be read: permission is denied. Ask for access, or leave it out.",
  ELOOP: "It is a link that leads back to itself. Point the link at a file, or remove it.",
};

/** What the file system's answer means to the user; anything else than such an answer is thrown again. */
export function unreadable(error: unknown): Unreadable {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) throw error;
  const code = String(error.code);
  return new Unreadable(reasons[code] ?? `It cannot be read: the system answers ${code}. Leave it out, or try again.`);
}
