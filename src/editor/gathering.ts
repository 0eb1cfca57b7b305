/**
 * Gathers what comes in short order, and tells of it all at once when nothing more has come for a while, or when more has
 * come for ten times as long: some programs write all the time. No timer waits before something comes.
 */
export function gathering<T>(pause: number, tell: (all: readonly T[]) => void) {
  let all: T[] = [];
  let latest = 0;
  let timer: NodeJS.Timeout | undefined;
  const forget = () => {
    clearTimeout(timer);
    all = [];
  };

  return {
    add(one: T): void {
      const now = Date.now();
      if (all.length === 0) latest = now + 10 * pause;
      all.push(one);
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          const told = all;
          forget();
          tell(told);
        },
        Math.min(pause, latest - now),
      );
    },
    forget,
  };
}
