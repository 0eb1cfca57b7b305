/**
 * The tests for VS Code in a browser. Left out are those of what it has not got there: a disk that others write to, Git, the
 * terminal, and ESLint's extension, which runs in Node alone.
 */
import "../across-files.test.ts";
import "../columns.test.ts";
import "../commands.test.ts";
import "../configuration.test.ts";
import "../deck.test.ts";
import "../diagnostics.test.ts";
import "../documents.test.ts";
import "../exclude.test.ts";
import "../fix-previews.test.ts";
import "../handlers.test.ts";
import "../host.test.ts";
import "../hover.test.ts";
import "../joint-changes.test.ts";
import "../quick-fixes.test.ts";
import "../quiet.test.ts";
import "../sample-service.test.ts";
import "../templates.test.ts";
import "../upkeep.test.ts";
import "../worker.test.ts";
import "./held-folders.test.ts";
