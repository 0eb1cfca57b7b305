import { deckPage } from "./deck-page.ts";
import { host } from "./thread-host.ts";

/** Makes the page of the deck that it is sent. */
host.onMessage((deck) => host.postMessage(deckPage(...(deck as Parameters<typeof deckPage>))));
