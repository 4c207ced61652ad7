// The chaohu scheme in SQL: what `zhishi score --scheme chaohu --period 2025Q3` writes to results.csv.
import { apportioned, award, organ_of_unit, rounded, run_peer } from './duck_peer.mjs';

const period = '2025Q3';

// A mean over up to ten raters is whole in parts of 2520 of a millionth, the least number that 1 to 10 divide.
const mean_of = (role) =>
  `(sum(millionths) FILTER (role = '${role}'))::BIGINT * (2520 // nullif(count(*) FILTER (role = '${role}'), 0))`;

// One row a person and item; null where one of the roles that it wants is missing.
const items = `
  CREATE TEMP TABLE items AS
  SELECT subject, item,
    10 * ${mean_of('self')} + 20 * ${mean_of('peer')} + 25 * ${mean_of('leader')}
      + 25 * ${mean_of('responsible')} + 20 * ${mean_of('committee')} AS common,
    ${mean_of('leader')} + ${mean_of('responsible')} AS task
  FROM (SELECT subject, item, role, (value * 1000000)::BIGINT AS millionths FROM ratings WHERE period = '${period}')
  GROUP BY subject, item`;

const common = `
  CREATE TEMP TABLE commons AS
  SELECT subject, CASE WHEN count(common) = 5 THEN sum(common)::BIGINT END AS common
  FROM items WHERE item IN ('moral', 'ability', 'diligence', 'performance', 'integrity') GROUP BY subject`;

const individual = `
  CREATE TEMP TABLE individuals AS
  SELECT subject, CASE WHEN bool_and(is_complete) THEN sum(points::HUGEINT * task) END AS individual,
    sum(points)::BIGINT AS points
  FROM (
    SELECT subject, substr(key, 8) AS name, (value::DECIMAL(15,6) * 1000000)::BIGINT AS points
    FROM facts WHERE period = '${period}' AND key LIKE 'points:%' AND value::DECIMAL(15,6) > 0
  ) LEFT JOIN (
    SELECT subject, split_part(item::VARCHAR, '/', 1) AS name, count(task) = 3 AS is_complete,
      sum(CASE split_part(item::VARCHAR, '/', 2) WHEN 'efficiency' THEN 2 ELSE 4 END * task)::BIGINT AS task
    FROM items WHERE contains(item::VARCHAR, '/') GROUP BY subject, name
  ) USING (subject, name)
  GROUP BY subject`;

const bonus = `
  CREATE TEMP TABLE bonuses AS
  SELECT subject, greatest(-10000000, least(10000000, sum((points * 1000000)::BIGINT))) AS bonus
  FROM events WHERE period = '${period}' AND item = 'bonus' GROUP BY subject`;

const states = `
  CREATE TEMP TABLE states AS
  SELECT subject, bool_or(key = 'probation') AS probation, bool_or(key = 'absent') AS absent,
    bool_or(key = 'investigated') AS investigated
  FROM facts
  WHERE period = '${period}' AND key IN ('probation', 'absent', 'investigated') AND TRY_CAST(value AS DECIMAL(15,6)) = 1
  GROUP BY subject`;

// common is in parts of 500 × 2520 millions, individual in such of 20 × 2520 millions × points, bonus in millionths.
const cents = rounded(
  '300 * common::HUGEINT * points + 17500 * individual + 1260000000::HUGEINT * coalesce(bonus, 0) * points',
  '12600000000000::HUGEINT * points',
);

const people = `
  CREATE TEMP TABLE people AS
  SELECT *, cents IS NULL AND NOT has_state AS incomplete,
    CASE WHEN cents IS NOT NULL THEN rank() OVER (PARTITION BY organ, grp, cents IS NULL ORDER BY cents DESC) END AS rank,
    cents >= 9000 AND NOT has_state AS is_candidate
  FROM (
    SELECT person.id AS subject, unit.organ, coalesce(person."group", '') AS grp, (${cents})::BIGINT AS cents,
      states.subject IS NOT NULL AS has_state, probation, absent, investigated
    FROM subjects person
    JOIN organs unit ON unit.unit = person.parent
    LEFT JOIN commons ON commons.subject = person.id
    LEFT JOIN individuals ON individuals.subject = person.id
    LEFT JOIN bonuses ON bonuses.subject = person.id
    LEFT JOIN states ON states.subject = person.id
    WHERE person.kind = 'person'
  )`;

const results = `
  CREATE TEMP TABLE results AS
  SELECT subject, cents, rank,
    CASE WHEN has_state OR incomplete THEN NULL WHEN good.is_awarded THEN '好' WHEN cents >= 7500 THEN '较好'
      WHEN cents >= 6000 THEN '一般' ELSE '较差' END AS grade,
    CASE WHEN incomplete THEN 'incomplete' ELSE concat_ws(';',
      CASE WHEN absent THEN 'absent' END,
      CASE WHEN investigated THEN 'investigated' END,
      CASE WHEN NOT good.is_awarded THEN 'over_quota' END,
      CASE WHEN probation THEN 'probation' END,
      CASE WHEN good.is_tied THEN 'tie_at_quota' END) END AS flags
  FROM people LEFT JOIN good USING (subject)`;

await run_peer({
  period,
  reads: ['subjects', 'ratings', 'facts', 'events'],
  statements: [
    `CREATE TEMP TABLE organs AS ${organ_of_unit}`,
    states,
    items,
    common,
    individual,
    bonus,
    people,
    `CREATE TEMP TABLE seats AS ${apportioned('(SELECT organ, grp FROM people WHERE NOT incomplete AND NOT has_state)', 40, 'q')}`,
    award({ table: 'good', from: '(SELECT * FROM people JOIN seats USING (organ, grp) WHERE is_candidate)', within: 'organ, grp', seats: 'q', key: 'cents DESC' }),
    results,
  ],
});
