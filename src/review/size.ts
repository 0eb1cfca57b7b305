/** How long a file may be. Nobody writes a handler of a megabyte: it is a bundle, and what is wrong in it is wrong in its sources. */
export const maximumSize = 1_000_000;

export const tooLarge =
  "This is larger than 1 MB, as only generated code is. Review the sources it was made from.";
