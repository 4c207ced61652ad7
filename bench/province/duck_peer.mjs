// How every DuckDB peer runs: node duck_SCHEME.mjs files|memory|coded FOLDER OUT
//
//   files   from the CSV files to results.csv; no check of the data is made
//   memory  the files are loaded into DuckDB's tables first; timed is the computation, into a table of results
//   coded   as memory, with people as integers and every word as an enumeration: what a table is fastest with
//
// Each mode writes OUT/results.csv. `memory` and `coded` print {"computed_ms": …, "loaded_ms": …}.
//
// All arithmetic is exact, in whole numbers: a rating counts in millionths, a score in hundredths, and every division
// rounds half away from zero (no score is negative but by its own rule). DuckDB's own division of decimals is binary
// floating point.
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const installed = process.env.ZHISHI_DUCKDB ?? fileURLToPath(new URL('../../build/duckdb/', import.meta.url));
const { DuckDBInstance } = createRequire(`${installed}/`)('@duckdb/node-api');

const columns = {
  subjects: ['id', 'name', 'kind', 'parent', 'group', 'role', 'organ'],
  ratings: ['period', 'subject', 'item', 'rater', 'role', 'value'],
  facts: ['period', 'subject', 'key', 'value'],
  events: ['period', 'subject', 'item', 'points', 'note'],
};
const types = { 'ratings.value': 'DECIMAL(9,6)', 'events.points': 'DECIMAL(15,6)' };
// Words that stand in many rows; ids of subjects become integers in the coded mode.
const words = new Set(['ratings.period', 'ratings.item', 'ratings.role', 'subjects.kind', 'subjects.role']);

function csv(folder, table, names) {
  const typed = names.map((name) => `'${name}': '${types[`${table}.${name}`] ?? 'VARCHAR'}'`).join(', ');
  return `read_csv('${folder}/${table}.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${typed}})`;
}

// A rounded division of whole numbers that are not negative.
export const rounded = (dividend, divisor) => `((2 * (${dividend}) + (${divisor})) // (2 * (${divisor})))`;

// Seats by C5: T = floor(n × share in percent) of each organ over its groups, the rest by largest remainder. `of` is a
// table of (organ, grp) with one row for everybody who counts.
export const apportioned = (of, share, name) => `
  SELECT organ, grp, base + (place <= total_seats - sum(base) OVER (PARTITION BY organ))::INTEGER AS ${name}
  FROM (
    SELECT organ, grp, total_seats, total_seats * n // total_n AS base,
      row_number() OVER (PARTITION BY organ ORDER BY total_seats * n % total_n DESC, n DESC, grp) AS place
    FROM (
      SELECT organ, grp, n, sum(n) OVER (PARTITION BY organ)::BIGINT AS total_n,
        sum(n) OVER (PARTITION BY organ)::BIGINT * ${share} // 100 AS total_seats
      FROM (SELECT organ, grp, count(*) AS n FROM ${of} GROUP BY organ, grp)
    )
  )`;

// Who of the candidates wins one of the seats (C4): a block of equals that ends within them; one that begins within
// them and does not is tied. The table has a row a candidate.
export const award = ({ table, from, within, seats, key }) => `
  CREATE TEMP TABLE ${table} AS
  SELECT subject, ending <= q AS is_awarded, beginning < q AND ending > q AS is_tied
  FROM (
    SELECT subject, ${seats} AS q, rank() OVER (PARTITION BY ${within} ORDER BY ${key}) - 1 AS beginning,
      count(*) OVER (PARTITION BY ${within} ORDER BY ${key}) AS ending
    FROM ${from}
  )`;

// The organ (C9) of each unit: the nearest one on its chain that is marked, else the chain's last.
export const organ_of_unit = `
  WITH RECURSIVE chain AS (
    SELECT id, id AS organ, parent, organ AS mark FROM subjects WHERE kind = 'unit'
    UNION ALL
    SELECT chain.id, above.id, above.parent, above.organ
    FROM chain JOIN subjects above ON above.id = chain.parent WHERE chain.mark IS NULL
  )
  SELECT id AS unit, organ FROM chain WHERE mark = '1' OR parent IS NULL`;

// The states of the law (C8) of each person who has one: 'unfit', or the flags of those without a grade, or 'barred'.
export const special_states = (year) => {
  const has = (back, list) =>
    `bool_or(period = '${year - back}' AND key LIKE 'discipline:%' AND value IN (${list.map((word) => `'${word}'`).join(', ')}))`;
  return `
  SELECT subject,
    coalesce(${has(0, ['party_removal', 'party_probation_1', 'party_probation_2', 'party_expulsion', 'refused'])}, false) AS unfit,
    coalesce(bool_or(period = '${year}' AND key = 'probation' AND TRY_CAST(value AS DECIMAL(15,6)) = 1), false) AS probation,
    coalesce(bool_or(period = '${year}' AND key = 'absence.months' AND TRY_CAST(value AS DECIMAL(15,6)) > 6), false) AS absent,
    coalesce(${has(0, ['demerit', 'major_demerit', 'downgrade', 'removal', 'party_serious_warning', 'investigated', 'resigned'])}
      OR ${has(1, ['major_demerit', 'downgrade', 'removal', 'party_probation_1', 'party_probation_2', 'party_expulsion'])}
      OR ${has(2, ['party_probation_2', 'party_expulsion'])}, false) AS not_graded,
    coalesce(${has(0, ['warning', 'party_warning', 'admonished', 'reassigned'])}, false) AS barred
  FROM facts WHERE key = 'probation' OR key = 'absence.months' OR key LIKE 'discipline:%' GROUP BY subject`;
};

// What goes into results.csv of a table with subject, cents, rank, grade and flags, in the order of the subjects.
const results_of = (period, subject) => `
  SELECT ${subject} AS subject, '${period}' AS period, (cents::DECIMAL(9,0) * 0.01::DECIMAL(3,2))::DECIMAL(9,2) AS score,
    rank, grade, nullif(flags, '') AS flags FROM results ORDER BY subject`;

// `statements` make the table `results` out of the tables that `reads` names.
export async function run_peer({ period, reads, columns_of_subjects, statements }) {
  const [mode, folder, out] = process.argv.slice(2);
  if (!['files', 'memory', 'coded'].includes(mode) || !out) {
    console.error('usage: duck_SCHEME.mjs files|memory|coded FOLDER OUT');
    process.exit(2);
  }
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const duck = await instance.connect();
  // Takes less memory; the results are in their order all the same, which the copy asks for.
  await duck.run('SET preserve_insertion_order = false');
  mkdirSync(out, { recursive: true });
  const begun = performance.now();
  for (const table of reads) {
    const names = (table === 'subjects' && columns_of_subjects) || columns[table];
    await read_table(duck, mode, { table, names, from: csv(folder, table, names) });
  }
  const loaded = performance.now();
  for (const statement of statements) await duck.run(statement);
  const computed = performance.now();
  const subject = mode === 'coded' ? '(SELECT id FROM names WHERE code = results.subject)' : 'subject';
  await duck.run(`COPY (${results_of(period, subject)}) TO '${out}/results.csv' (HEADER, DELIMITER ',', NULLSTR '')`);
  if (mode !== 'files') {
    const figures = { computed_ms: Math.round(computed - loaded), loaded_ms: Math.round(loaded - begun) };
    console.log(JSON.stringify(figures));
  }
}

async function read_table(duck, mode, { table, names, from }) {
  if (mode === 'coded') return code_table(duck, { table, names, from });
  // The ratings are read once, by the statement that sums them up; the small tables more than once.
  const kind = mode === 'files' && table === 'ratings' ? 'VIEW' : 'TABLE';
  await duck.run(`CREATE TEMP ${kind} ${table} AS SELECT * FROM ${from}`);
}

// The table with its subjects as integers, in the order of their ids, and its words as enumerations.
async function code_table(duck, { table, names, from }) {
  await duck.run(`CREATE TEMP TABLE raw AS SELECT * FROM ${from}`);
  if (table === 'subjects')
    await duck.run(`CREATE TEMP TABLE names AS SELECT id, (row_number() OVER (ORDER BY id))::INTEGER AS code FROM raw`);
  const coded = [];
  for (const name of names) {
    const quoted = `"${name}"`;
    if (['id', 'subject', 'parent'].includes(name))
      coded.push(`(SELECT code FROM names WHERE names.id = raw.${quoted}) AS ${quoted}`);
    else if (words.has(`${table}.${name}`)) {
      await duck.run(`CREATE TYPE ${table}_${name} AS ENUM (SELECT DISTINCT ${quoted} FROM raw WHERE ${quoted} IS NOT NULL)`);
      coded.push(`${quoted}::${table}_${name} AS ${quoted}`);
    } else coded.push(quoted);
  }
  await duck.run(`CREATE TEMP TABLE ${table} AS SELECT ${coded.join(', ')} FROM raw`);
  await duck.run('DROP TABLE raw');
}
