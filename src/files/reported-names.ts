import { posix } from "node:path";
import { seenFrom } from "../review/joint.ts";

/**
 * Calls the files of a repository as reports do.
 *
 * @param name how reports call one of them
 * @param place its path in the repository
 */
export function reportedNames(name: string, place: string): (file: string) => string {
  const nameOf = seenFrom(name, place) ?? ((file) => file);
  return (file) => posix.normalize(nameOf(file));
}
