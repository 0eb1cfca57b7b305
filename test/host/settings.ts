import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What keeps VS Code from showing or fetching anything by itself. */
const quiet = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "extensions.autoCheckUpdates": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
};

/** What has VS Code trust no folder, and not ask whether to. */
export const restricted = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
};

/** Writes the user's settings, which VS Code reads when it starts. */
export async function writeSettings(
  userFolder: string,
  settings: Record<string, unknown> = {},
): Promise<void> {
  await mkdir(userFolder, { recursive: true });
  await writeFile(join(userFolder, "settings.json"), JSON.stringify({ ...quiet, ...settings }, undefined, 2));
}
