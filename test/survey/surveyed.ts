import type { Survey, SurveyedFile, SurveyedFinding } from "../../survey/counts.ts";
import type { HandlerKind } from "../../survey/handlers.ts";

export const kindWith = (change: Partial<HandlerKind> = {}): HandlerKind => ({
  sources: ["SQS"],
  answers: "async",
  form: "a function as it stands",
  language: "TypeScript",
  ...change,
});

export const findingWith = (change: Partial<SurveyedFinding> = {}): SurveyedFinding => ({
  rule: "no-client-in-handler",
  recommended: "error",
  strict: "error",
  offers: "nothing",
  ...change,
});

export const fileWith = (change: Partial<SurveyedFile> = {}): SurveyedFile => ({
  name: "src/orders.ts",
  handlers: [kindWith()],
  eventTakers: 0,
  findings: [],
  milliseconds: 2,
  ...change,
});

export const surveyWith = (change: Partial<Survey> = {}): Survey => ({
  folders: ["shop"],
  files: [fileWith()],
  skipped: [],
  crashes: [],
  ...change,
});
