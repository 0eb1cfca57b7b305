import * as vscode from "vscode";
import type { Analysis } from "./analysis.ts";

/** An analysis that tells what it is at. */
export interface WatchedAnalysis extends Analysis {
  /** Whether a document is being reviewed, or waits for it. */
  isReviewing(subject: string): boolean;
  onDidChangeBusy: vscode.Event<string>;
}

export function watched(analysis: Analysis): WatchedAnalysis {
  const reviews = new Map<string, number>();
  const changes = new vscode.EventEmitter<string>();
  const count = (subject: string, by: number) => {
    reviews.set(subject, (reviews.get(subject) ?? 0) + by);
    if (reviews.get(subject) === 0) reviews.delete(subject);
    changes.fire(subject);
  };

  return {
    ...analysis,
    async run(subject, task, ...input) {
      // Somebody asked once, and may have nothing open that needs the thread.
      if (task !== "review") return analysis.run(subject, task, ...input).finally(analysis.rest);
      count(subject, 1);
      try {
        return await analysis.run(subject, task, ...input);
      } finally {
        count(subject, -1);
      }
    },
    isReviewing: (subject) => reviews.has(subject),
    onDidChangeBusy: changes.event,
    dispose() {
      changes.dispose();
      analysis.dispose();
    },
  };
}
