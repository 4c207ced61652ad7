// The diary scheme in SQL: what `zhishi score --scheme diary --period 2025` writes to results.csv.
import { apportioned, award, organ_of_unit, rounded, run_peer, special_states } from './duck_peer.mjs';

const year = 2025;

// One row a person and period: sums in millionths of the first and of the second item. In the year's row the first
// item is the comprehensive evaluation.
const sums = `
  CREATE TEMP TABLE sums AS
  SELECT subject, period,
    sum(millionths) FILTER (is_first)::BIGINT AS sum1, count(*) FILTER (is_first) AS n1,
    sum(millionths) FILTER (NOT is_first)::BIGINT AS sum2, count(*) FILTER (NOT is_first) AS n2
  FROM (
    SELECT subject, period, (value * 1000000)::BIGINT AS millionths,
      item IN ('duty', 'ability', 'comprehensive') AS is_first
    FROM ratings
    WHERE item = 'comprehensive' AND period = '${year}'
      OR item IN ('duty', 'execution', 'ability', 'tasks') AND role = 'superior'
        AND period IN ('${year}Q1', '${year}Q2', '${year}Q3', '${year}Q4')
  )
  GROUP BY subject, period`;

const quarter = rounded('sum1 * n2 + sum2 * n1', '2 * n1 * n2 * 10000');
const parts = `
  CREATE TEMP TABLE parts AS
  SELECT subject,
    CASE WHEN coalesce(bool_and(n1 > 0 AND n2 > 0) FILTER (period <> '${year}'), false)
      THEN ${rounded(
        `(sum(CASE WHEN n1 > 0 AND n2 > 0 THEN ${quarter} END) FILTER (period <> '${year}'))::BIGINT`,
        `count(*) FILTER (period <> '${year}')`,
      )} END AS routine,
    any_value(CASE WHEN period = '${year}' THEN ${rounded('sum1', 'n1 * 10000')} END) AS comprehensive
  FROM sums GROUP BY subject`;

const people = `
  CREATE TEMP TABLE people AS
  SELECT *, cents IS NULL AND NOT has_no_need AS incomplete,
    CASE WHEN cents IS NOT NULL THEN rank() OVER (PARTITION BY organ, grp, cents IS NULL ORDER BY cents DESC) END AS rank,
    cents IS NOT NULL AND NOT has_no_need AND NOT is_barred AND routine >= 8500 AS is_candidate
  FROM (
    SELECT person.id AS subject, unit.organ, coalesce(person."group", '') AS grp, routine,
      -- the weight of the routine score is 25 % for heads and 50 % for staff
      CASE WHEN person.role = 'head' THEN ${rounded('25 * routine + 75 * comprehensive', '100')}
        ELSE ${rounded('50 * routine + 50 * comprehensive', '100')} END AS cents,
      coalesce(unfit, false) AS unfit,
      coalesce(unfit OR probation OR absent OR not_graded, false) AS has_no_need,
      coalesce(barred AND NOT unfit AND NOT probation AND NOT absent AND NOT not_graded, false) AS is_barred,
      coalesce(probation AND NOT unfit, false) AS probation,
      coalesce(absent AND NOT unfit, false) AS absent,
      coalesce(not_graded AND NOT unfit, false) AS not_graded
    FROM subjects person
    JOIN organs unit ON unit.unit = person.parent
    LEFT JOIN parts ON parts.subject = person.id
    LEFT JOIN states ON states.subject = person.id
    WHERE person.kind = 'person' AND person.role IN ('head', 'staff')
  )`;

const results = `
  CREATE TEMP TABLE results AS
  SELECT subject, cents, rank,
    CASE WHEN incomplete THEN NULL WHEN unfit THEN '不称职' WHEN has_no_need THEN NULL
      WHEN excellent.is_awarded THEN '优秀' WHEN good.is_awarded THEN '优良'
      WHEN cents >= 6000 THEN '称职' WHEN cents >= 5000 THEN '基本称职' ELSE '不称职' END AS grade,
    CASE WHEN incomplete THEN 'incomplete' ELSE concat_ws(';',
      CASE WHEN absent THEN 'absent' END,
      CASE WHEN is_barred THEN 'barred' END,
      CASE WHEN cents IS NOT NULL AND routine < 8500 THEN 'below_gate' END,
      CASE WHEN not_graded THEN 'not_graded' END,
      CASE WHEN probation THEN 'probation' END,
      CASE WHEN excellent.is_tied OR good.is_tied THEN 'tie_at_quota' END,
      CASE WHEN unfit THEN 'unfit' END) END AS flags
  FROM people LEFT JOIN excellent USING (subject) LEFT JOIN good USING (subject)`;

const counted = '(SELECT organ, grp FROM people WHERE NOT incomplete)';
const within = 'organ, grp';
const key = 'cents DESC, routine DESC';

await run_peer({
  period: `${year}`,
  reads: ['subjects', 'ratings', 'facts'],
  statements: [
    `CREATE TEMP TABLE organs AS ${organ_of_unit}`,
    `CREATE TEMP TABLE states AS ${special_states(year)}`,
    sums,
    parts,
    'DROP TABLE sums', // the largest of all
    people,
    // 优秀 and 优良 have as many seats, each by a parameter of its own.
    `CREATE TEMP TABLE seats AS
     SELECT * FROM (${apportioned(counted, 20, 'q1')}) JOIN (${apportioned(counted, 20, 'q2')}) USING (organ, grp)`,
    `CREATE TEMP TABLE candidates AS SELECT * FROM people JOIN seats USING (organ, grp) WHERE is_candidate`,
    award({ table: 'excellent', from: 'candidates', within, seats: 'q1', key }),
    `CREATE TEMP TABLE others AS
     SELECT candidates.* FROM candidates JOIN excellent USING (subject) WHERE NOT excellent.is_awarded`,
    award({ table: 'good', from: 'others', within, seats: 'q2', key }),
    results,
  ],
});
