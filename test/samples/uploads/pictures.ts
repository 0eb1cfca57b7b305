/** Makes a picture smaller; what does it for real is of no interest here. */
export const shrink = async (bytes: Uint8Array | undefined, width: number): Promise<Uint8Array> =>
  (bytes ?? new Uint8Array()).slice(0, width);
