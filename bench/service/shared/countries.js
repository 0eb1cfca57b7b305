"use strict";

/** Member states of the European Union, with the standard rate of their value added tax in percent. */
const MEMBER_STATES = {
  AT: { name: "Austria", rate: 20 },
  BE: { name: "Belgium", rate: 21 },
  BG: { name: "Bulgaria", rate: 20 },
  CY: { name: "Cyprus", rate: 19 },
  CZ: { name: "Czechia", rate: 21 },
  DE: { name: "Germany", rate: 19 },
  DK: { name: "Denmark", rate: 25 },
  EE: { name: "Estonia", rate: 24 },
  ES: { name: "Spain", rate: 21 },
  FI: { name: "Finland", rate: 25.5 },
  FR: { name: "France", rate: 20 },
  GR: { name: "Greece", rate: 24 },
  HR: { name: "Croatia", rate: 25 },
  HU: { name: "Hungary", rate: 27 },
  IE: { name: "Ireland", rate: 23 },
  IT: { name: "Italy", rate: 22 },
  LT: { name: "Lithuania", rate: 21 },
  LU: { name: "Luxembourg", rate: 17 },
  LV: { name: "Latvia", rate: 21 },
  MT: { name: "Malta", rate: 18 },
  NL: { name: "Netherlands", rate: 21 },
  PL: { name: "Poland", rate: 23 },
  PT: { name: "Portugal", rate: 23 },
  RO: { name: "Romania", rate: 21 },
  SE: { name: "Sweden", rate: 25 },
  SI: { name: "Slovenia", rate: 22 },
  SK: { name: "Slovakia", rate: 23 },
};

/** Greek tax numbers begin with the name of the language, and people write UK for GB. */
const ALIASES = { EL: "GR", UK: "GB" };

function normalizeCountry(value) {
  const code = String(value || "")
    .trim()
    .toUpperCase();
  return ALIASES[code] || code;
}

function isMemberState(value) {
  return Object.prototype.hasOwnProperty.call(MEMBER_STATES, normalizeCountry(value));
}

function standardRate(value) {
  const state = MEMBER_STATES[normalizeCountry(value)];
  return state ? state.rate : 0;
}

function countryName(value, language) {
  const code = normalizeCountry(value);
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const names = new Intl.DisplayNames([language || "en"], { type: "region" });
  return names.of(code) || code;
}

function countryChoices(language) {
  return Object.keys(MEMBER_STATES)
    .map((code) => ({ code, name: countryName(code, language) }))
    .sort((one, other) => one.name.localeCompare(other.name, language || "en"));
}

module.exports = {
  MEMBER_STATES,
  normalizeCountry,
  isMemberState,
  standardRate,
  countryName,
  countryChoices,
};
