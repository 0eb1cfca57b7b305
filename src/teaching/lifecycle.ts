/** What an environment does. */
export type State = "INIT" | "INVOKE" | "FREEZE" | "SHUTDOWN";

/** What becomes of some environments at a time, and how many clients have been created until then. */
export interface Step {
  /** Milliseconds since the first step; an example, since Lambda promises none. */
  time: number;
  state: State;
  /** Numbers from 1 on. */
  environments: readonly number[];
  text: string;
  clients: number;
}

/** What requests come, by the names that people choose from. */
export const presets = { cold: "Cold", warm: "Warm", burst: "Burst of 3 requests" };

/** Where the code creates its client. */
export const places = { outside: "Outside the handler", inside: "Inside the handler" };

export type Preset = keyof typeof presets;
export type Place = keyof typeof places;

/** A step as it is written down: what is said of the client depends on the place that creates it. */
interface Scene extends Pick<Step, "state" | "environments" | "text">, Partial<Record<Place, string>> {
  /** Milliseconds, without the client. */
  lasts: number;
}

/** How long it takes to create a client and to open its connections, in milliseconds. */
const creating = 100;

const [starts, warmStarts, answers, forgotten] = [300, 50, 5_000, 600_000];

const frozen = "The answer is out. At once the environment is frozen, with everything in it.";
const kept = "The handler uses the client that is there, whose connections are open.";
const again = "The handler creates a client again, which opens new connections.";

/** The scenes of each preset, after the clients that earlier requests have created. */
const stories: Record<Preset, { clientsBefore: number; scenes: readonly Scene[] }> = {
  cold: {
    clientsBefore: 0,
    scenes: [
      {
        state: "INIT",
        environments: [1],
        lasts: starts,
        text: "A request comes, and there is no environment for it. Lambda sets one up and runs the code beside the handler: a cold start.",
        outside: "That code creates the client.",
      },
      {
        state: "INVOKE",
        environments: [1],
        lasts: warmStarts,
        text: "The handler runs for the request.",
        outside: "It uses the client that is there.",
        inside: "It creates a client first.",
      },
      { state: "FREEZE", environments: [1], lasts: forgotten, text: frozen },
      {
        state: "SHUTDOWN",
        environments: [1],
        lasts: 0,
        text: "No other request has come for a long time. Lambda takes the environment away. The next request will start cold.",
      },
    ],
  },
  warm: {
    clientsBefore: 1,
    scenes: [
      {
        state: "FREEZE",
        environments: [1],
        lasts: answers,
        text: "An earlier request has left an environment behind, and it is frozen.",
        outside: "INIT has created one client in it.",
        inside: "The handler has created one client in it.",
      },
      {
        state: "INVOKE",
        environments: [1],
        lasts: warmStarts,
        text: "A request comes and finds it. It thaws, and the handler runs without an INIT: a warm start.",
        outside: kept,
        inside: again,
      },
      { state: "FREEZE", environments: [1], lasts: answers, text: frozen },
      {
        state: "INVOKE",
        environments: [1],
        lasts: warmStarts,
        text: "The next request comes: a warm start too.",
        outside: kept,
        inside: again,
      },
      { state: "FREEZE", environments: [1], lasts: forgotten, text: frozen },
      {
        state: "SHUTDOWN",
        environments: [1],
        lasts: 0,
        text: "No request has come for a long time. Lambda takes the environment away.",
      },
    ],
  },
  burst: {
    clientsBefore: 0,
    scenes: [
      {
        state: "INIT",
        environments: [1, 2, 3],
        lasts: starts,
        text: "Three requests come at once. An environment serves one at a time, so Lambda sets up three: three cold starts.",
        outside: "Each creates its client.",
      },
      {
        state: "INVOKE",
        environments: [1, 2, 3],
        lasts: warmStarts,
        text: "In each environment the handler runs for one request.",
        outside: "It uses the client that is there.",
        inside: "It creates a client first.",
      },
      {
        state: "FREEZE",
        environments: [1, 2, 3],
        lasts: answers,
        text: "All three answers are out. At once the environments are frozen.",
      },
      {
        state: "INVOKE",
        environments: [1],
        lasts: warmStarts,
        text: "One more request comes. Environment 1 thaws for it, a warm start. The others stay frozen.",
        outside: kept,
        inside: again,
      },
      {
        state: "FREEZE",
        environments: [1],
        lasts: forgotten,
        text: "The answer is out. At once environment 1 is frozen again.",
      },
      {
        state: "SHUTDOWN",
        environments: [1, 2, 3],
        lasts: 0,
        text: "No request has come for a long time. Lambda takes all three environments away.",
      },
    ],
  },
};

/** The life of a function's environments, step by step. */
export function stepsOf(preset: Preset, place: Place): Step[] {
  const { clientsBefore, scenes } = stories[preset];
  const creator = { outside: "INIT", inside: "INVOKE" }[place];
  let time = 0;
  let clients = clientsBefore;
  return scenes.map(({ state, environments, lasts, text, ...ofClient }) => {
    const creates = state === creator;
    if (creates) clients += environments.length;
    const step = {
      time,
      state,
      environments,
      text: [text, ofClient[place]].filter(Boolean).join(" "),
      clients,
    };
    time += lasts + (creates ? creating : 0);
    return step;
  });
}

/** What each environment does at a step: what the last step that names it says. */
export function statesAt(steps: readonly Step[], index: number): Map<number, State> {
  const states = new Map<number, State>();
  for (const { state, environments } of steps.slice(0, index + 1))
    for (const environment of environments) states.set(environment, state);
  return states;
}

/** A time as people read it. */
export const clock = (time: number): string =>
  time < 60_000 ? `${(time / 1000).toFixed(2)} s` : `${Math.floor(time / 60_000)} min`;
