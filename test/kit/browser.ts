import { chromium } from "playwright-core";
import { findBrowser } from "../host/install.ts";

/** A browser without a window, as tests drive it. */
export async function launchBrowser() {
  const { executablePath, env } = await findBrowser();
  const args = ["--no-sandbox", "--disable-gpu"];
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
}
