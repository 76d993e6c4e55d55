/** Steps of a scenario's own functions are in no file that a reader has: their `file` names the function, their line is 0. */

export const scenarioPlace = (fn: string): string => `scenario ${fn}()`;

/** The function of the scenario that a step's `file` names; undefined where it is a file. */
export const scenarioFunction = (file: string | undefined): string | undefined => /^scenario (\w*)\(\)$/.exec(file ?? '')?.[1];
