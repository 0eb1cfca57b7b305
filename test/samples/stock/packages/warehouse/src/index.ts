export { levelOf } from "./levels";
export { reserve } from "./reservations";
