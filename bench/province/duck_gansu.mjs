// The gansu scheme in SQL: what `zhishi score --scheme gansu --period 2025` writes to results.csv.
import { award, rounded, run_peer, special_states } from './duck_peer.mjs';

const year = 2025;
const questions = Array.from({ length: 25 }, (_, i) => `'p${String(i + 1).padStart(2, '0')}'`).join(', ');

const political = `
  CREATE TEMP TABLE ballots AS
  SELECT subject, ${rounded('10000 * sum(value::INTEGER)::BIGINT', 'count(*)')} AS political
  FROM ratings WHERE period = '${year}' AND role = 'political' AND item IN (${questions}) GROUP BY subject`;

// Sums in millionths; the score is (2/5 × routine sum / 4 + 3/5 × annual) in hundredths.
const scores = `
  CREATE TEMP TABLE scores AS
  SELECT subject, CASE WHEN quarters = 4 THEN ${rounded('routine + 6 * annual', '100000')} END AS cents
  FROM (
    SELECT subject, count(*) FILTER (key = 'routine') AS quarters,
      (sum(millionths) FILTER (key = 'routine'))::BIGINT AS routine,
      (sum(millionths) FILTER (key = 'annual'))::BIGINT AS annual
    FROM (
      SELECT subject, key, (value::DECIMAL(15,6) * 1000000)::BIGINT AS millionths
      FROM facts
      WHERE key = 'routine' AND period IN ('${year}Q1', '${year}Q2', '${year}Q3', '${year}Q4')
        OR key = 'annual' AND period = '${year}'
    )
    GROUP BY subject
  )`;

// Teams are compared in their group, principals in theirs, deputies in their team. Without political quality there is
// no score that counts, but what can be computed is shown of those who need none.
const members = `
  CREATE TEMP TABLE members AS
  SELECT *, (cents IS NULL OR political IS NULL) AND NOT has_no_need AS incomplete
  FROM (
    SELECT subject.id AS subject, subject.kind = 'team' AS is_team,
      CASE WHEN subject.kind = 'team' THEN 1 WHEN subject.role = 'principal' THEN 2 ELSE 3 END AS class,
      CASE WHEN subject.kind = 'person' AND subject.role = 'deputy' THEN subject.parent END AS team,
      CASE WHEN subject.kind = 'person' AND subject.role = 'deputy' THEN '' ELSE coalesce(subject."group", '') END AS grp,
      cents, political,
      coalesce(unfit, false) AS unfit,
      coalesce(unfit OR probation OR absent OR not_graded, false) AS has_no_need,
      coalesce(barred AND NOT unfit AND NOT probation AND NOT absent AND NOT not_graded, false) AS is_barred,
      coalesce(probation AND NOT unfit, false) AS probation,
      coalesce(absent AND NOT unfit, false) AS absent,
      coalesce(not_graded AND NOT unfit, false) AS not_graded
    FROM subjects subject
    LEFT JOIN ballots ON ballots.subject = subject.id
    LEFT JOIN scores ON scores.subject = subject.id
    LEFT JOIN states ON states.subject = CASE WHEN subject.kind = 'person' THEN subject.id END
    WHERE subject.kind = 'team' OR subject.kind = 'person' AND subject.role IN ('principal', 'deputy')
  )`;

const people = `
  CREATE TEMP TABLE people AS
  SELECT * REPLACE (CASE WHEN NOT incomplete THEN cents END AS cents),
    CASE WHEN cents IS NOT NULL AND NOT incomplete THEN
      rank() OVER (PARTITION BY class, team, grp, cents IS NULL OR incomplete ORDER BY cents DESC) END AS rank,
    (count(*) FILTER (NOT incomplete) OVER (PARTITION BY class, team, grp)) * CASE WHEN is_team THEN 30 ELSE 25 END // 100 AS q,
    NOT incomplete AND NOT has_no_need AND NOT is_barred AND political >= 9000 AND cents >= 7500 AS is_candidate
  FROM members`;

const results = `
  CREATE TEMP TABLE results AS
  SELECT subject, cents, rank,
    CASE WHEN incomplete THEN NULL WHEN unfit THEN '不称职' WHEN has_no_need THEN NULL
      WHEN excellent.is_awarded THEN '优秀'
      WHEN cents >= 7500 THEN CASE WHEN is_team THEN '良好' ELSE '称职' END
      WHEN cents >= 6000 THEN CASE WHEN is_team THEN '一般' ELSE '基本称职' END
      ELSE CASE WHEN is_team THEN '较差' ELSE '不称职' END END AS grade,
    CASE WHEN incomplete THEN 'incomplete' ELSE concat_ws(';',
      CASE WHEN absent THEN 'absent' END,
      CASE WHEN is_barred THEN 'barred' END,
      CASE WHEN not_graded THEN 'not_graded' END,
      CASE WHEN political < 9000 THEN 'political_bar' END,
      CASE WHEN probation THEN 'probation' END,
      CASE WHEN excellent.is_tied THEN 'tie_at_quota' END,
      CASE WHEN unfit THEN 'unfit' END) END AS flags
  FROM people LEFT JOIN excellent USING (subject)`;

await run_peer({
  period: `${year}`,
  reads: ['subjects', 'ratings', 'facts'],
  columns_of_subjects: ['id', 'name', 'kind', 'parent', 'group', 'role'],
  statements: [
    `CREATE TEMP TABLE states AS ${special_states(year)}`,
    political,
    scores,
    members,
    people,
    award({ table: 'excellent', from: '(SELECT * FROM people WHERE is_candidate)', within: 'class, team, grp', seats: 'q', key: 'cents DESC' }),
    results,
  ],
});
