-- freeze
    with frozen as (
    insert into swath.bulk_chunks (task_id, seq, record_ids, versions, contents, given, size)
    select $1::uuid, ((n - 1) / $2::int)::int,
      array_agg(id order by n), array_agg(version order by n), array_agg(content order by n),
        array_agg(given order by n), count(*)
    from (select rows.*, row_number() over (order by k0) as n from (select id, split_part(coalesce(version, '0'),
      '.', 1)::xid as version,
      nullif(split_part(version, '.', 2), '')::bigint as content, given, k0
    from (select record.*, (record.id)::integer as k0
      from rows from (unnest($3::text[]), unnest($4::text[]), jsonb_array_elements($5::text::jsonb))
        as record(id, version, given)) as record) as rows) as record
    group by 2 returning seq, size, md5(record_ids::text || given::text) as digest)
    select coalesce(sum(size), 0)::int as total, md5(string_agg(digest, '' order by seq)) as digest from frozen;

-- preview: counts
      with recursive swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content,
        frozen.given -> 'values' as given, frozen.given -> 'refused' as refused, coalesce(frozen.id,
        'row ' || coalesce(frozen.given ->> 'row', '?')) as listed_as, becomes."name" as v0,
        becomes."population" as v1
      from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
        , unnest(given) as given
      from swath.bulk_chunks where task_id = $1 ) frozen
        cross join lateral jsonb_to_record(coalesce(frozen.given -> 'values', '{}')) as becomes("name" text,
        "population" integer)
      where true ),
    swath_record as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n", swath_slice.id as "slice id",
    swath_slice.listed_as as "slice listed",
    coalesce(case when true then "places"."name"::text end, null::text, swath_slice.listed_as) as "slice label", case
    when swath_slice.refused is not null then 'failed'
    when "places"."geoname_id" is null then 'gone'
    when not (("places"."name" is distinct from (case when swath_slice.given ? 'name'
      then swath_slice.v0 else "places"."name" end)::text or "places"."population" is distinct from (case
        when swath_slice.given ? 'population'
      then swath_slice.v1 else "places"."population" end)::integer)) then 'unchanged'
    when not (swath_slice.refused is null and ((swath_slice.version = '0'::xid and swath_slice.content is null)
      or case when "places".xmin = swath_slice.version and swath_slice.version <> '0'::xid then true
      else coalesce(swath_slice.content = hash_record_extended(row("places"."geoname_id",
      "places"."name" collate "C", "places"."country" collate "C", "places"."region" collate "C",
      "places"."feature_code" collate "C", "places"."population", "places"."latitude", "places"."longitude",
      "places"."status"::text collate "C", "places"."capital", "places"."surveyed_on",
      "places"."tags"::text collate "C", "places"."notes" collate "C", "places"."generated"), 0),
      false) end)) then 'conflict'
    else 'changed' end as "slice outcome",
    swath_slice.refused as "slice refused", "places"."geoname_id" as "geoname_id", (case
      when swath_slice.given ? 'name'
      then swath_slice.v0 else "places"."name" end)::text as "name", "places"."country" as "country",
        "places"."region" as "region", "places"."feature_code" as "feature_code", (case
        when swath_slice.given ? 'population'
      then swath_slice.v1 else "places"."population" end)::integer as "population",
        "places"."latitude" as "latitude", "places"."longitude" as "longitude", "places"."status" as "status",
        "places"."capital" as "capital", "places"."surveyed_on" as "surveyed_on", "places"."tags" as "tags",
        "places"."notes" as "notes", "places"."generated" as "generated", false as "name unfit",
        false as "population unfit" from swath_slice left join "places" on "places"."geoname_id" = swath_slice.k0
        and (true) ),
    swath_judged as (select swath_record.*, case when "slice outcome" = 'changed' then case when "name" is null
      and not "name unfit" then $2::int when "population" is null and not "population unfit" then $3::int
      when not ((population >= 0)) then $4::int end end as "slice rule" from swath_record )
      select "slice outcome" as outcome, case when "slice outcome" = 'failed' then "slice refused" end as refused,
        "slice rule" as rule, count(*)::int as n
      from swath_judged group by 1, 2, 3;

-- preview: a page of records
      with recursive swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content,
        frozen.given -> 'values' as given, frozen.given -> 'refused' as refused, coalesce(frozen.id,
        'row ' || coalesce(frozen.given ->> 'row', '?')) as listed_as, becomes."name" as v0,
        becomes."population" as v1
      from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
        , unnest(given) as given
      from swath.bulk_chunks where task_id = $1 and seq = any('{0}'::int[])) frozen
        cross join lateral jsonb_to_record(coalesce(frozen.given -> 'values', '{}')) as becomes("name" text,
        "population" integer)
      where true ),
    swath_record as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n", swath_slice.id as "slice id",
    swath_slice.listed_as as "slice listed",
    coalesce(case when true then "places"."name"::text end, null::text, swath_slice.listed_as) as "slice label", case
    when swath_slice.refused is not null then 'failed'
    when "places"."geoname_id" is null then 'gone'
    when not (("places"."name" is distinct from (case when swath_slice.given ? 'name'
      then swath_slice.v0 else "places"."name" end)::text or "places"."population" is distinct from (case
        when swath_slice.given ? 'population'
      then swath_slice.v1 else "places"."population" end)::integer)) then 'unchanged'
    when not (swath_slice.refused is null and ((swath_slice.version = '0'::xid and swath_slice.content is null)
      or case when "places".xmin = swath_slice.version and swath_slice.version <> '0'::xid then true
      else coalesce(swath_slice.content = hash_record_extended(row("places"."geoname_id",
      "places"."name" collate "C", "places"."country" collate "C", "places"."region" collate "C",
      "places"."feature_code" collate "C", "places"."population", "places"."latitude", "places"."longitude",
      "places"."status"::text collate "C", "places"."capital", "places"."surveyed_on",
      "places"."tags"::text collate "C", "places"."notes" collate "C", "places"."generated"), 0),
      false) end)) then 'conflict'
    else 'changed' end as "slice outcome",
    swath_slice.refused as "slice refused", "places"."geoname_id" as "geoname_id", (case
      when swath_slice.given ? 'name'
      then swath_slice.v0 else "places"."name" end)::text as "name", "places"."country" as "country",
        "places"."region" as "region", "places"."feature_code" as "feature_code", (case
        when swath_slice.given ? 'population'
      then swath_slice.v1 else "places"."population" end)::integer as "population",
        "places"."latitude" as "latitude", "places"."longitude" as "longitude", "places"."status" as "status",
        "places"."capital" as "capital", "places"."surveyed_on" as "surveyed_on", "places"."tags" as "tags",
        "places"."notes" as "notes", "places"."generated" as "generated", false as "name unfit",
        false as "population unfit" from swath_slice left join "places" on "places"."geoname_id" = swath_slice.k0
        and (true) where (swath_slice.seq, swath_slice.n) > ($2::int, $3::int) order by swath_slice.seq,
        swath_slice.n limit $4::int),
    swath_judged as (select swath_record.*, case when "slice outcome" = 'changed' then case when "name" is null
      and not "name unfit" then $5::int when "population" is null and not "population unfit" then $6::int
      when not ((population >= 0)) then $7::int end end as "slice rule" from swath_record )
      select "slice seq" as seq, "slice n" as n, "slice listed" as id, "slice label" as label,
        "slice outcome" as outcome,
        "slice refused" as refused, "slice rule" as rule, jsonb_build_object('name',
          jsonb_build_array(to_jsonb("places"."name"), to_jsonb(swath_judged."name")), 'population',
          jsonb_build_array(to_jsonb("places"."population"), to_jsonb(swath_judged."population"))) as cells
      from swath_judged
      cross join lateral (select ("slice id")::integer as k0) as own
      left join "places" on "places"."geoname_id" = own.k0 and (true)
      order by 1, 2;

-- write
with swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content,
        frozen.given -> 'values' as given, frozen.given -> 'refused' as refused, coalesce(frozen.id,
        'row ' || coalesce(frozen.given ->> 'row', '?')) as listed_as, becomes."name" as v0,
        becomes."population" as v1
      from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
        , unnest(given) as given
      from swath.bulk_chunks where task_id = $1 and seq = any('{0}'::int[])) frozen
        cross join lateral jsonb_to_record(coalesce(frozen.given -> 'values', '{}')) as becomes("name" text,
        "population" integer)
      where frozen.n between $2::int and $3::int ),
    swath_updated as (
      update "places" set "name" = (case when swath_slice.given ? 'name'
      then swath_slice.v0 else "places"."name" end)::text, "population" = (case when swath_slice.given ? 'population'
      then swath_slice.v1 else "places"."population" end)::integer
      from swath_slice join "places" as swath_before on swath_before."geoname_id" = swath_slice.k0
      where "places"."geoname_id" = swath_slice.k0 and "places".xmin = swath_before.xmin
        and swath_slice.refused is null and ((swath_slice.version = '0'::xid and swath_slice.content is null) or case
          when "places".xmin = swath_slice.version and swath_slice.version <> '0'::xid then true
          else coalesce(swath_slice.content = hash_record_extended(row("places"."geoname_id",
          "places"."name" collate "C", "places"."country" collate "C", "places"."region" collate "C",
          "places"."feature_code" collate "C", "places"."population", "places"."latitude", "places"."longitude",
          "places"."status"::text collate "C", "places"."capital", "places"."surveyed_on",
          "places"."tags"::text collate "C", "places"."notes" collate "C", "places"."generated"), 0), false) end)
          and true and case when swath_slice.id is not null then ("places"."name" is distinct from (case
          when swath_slice.given ? 'name'
      then swath_slice.v0 else "places"."name" end)::text or "places"."population" is distinct from (case
        when swath_slice.given ? 'population'
      then swath_slice.v1 else "places"."population" end)::integer) end
      returning swath_slice.seq, swath_slice.n, swath_slice.id, swath_slice.k0, swath_before."name" as b0,
        "places"."name" as a0, swath_before."population" as b1, "places"."population" as a1, (true) as reachable),
    swath_written as (select * from swath_updated where swath_updated.b0 is distinct from swath_updated.a0
      or swath_updated.b1 is distinct from swath_updated.a1),
    swath_history as (insert into swath.record_changes
      (task_id, seq, table_name, actor_id, wrote, keys, record_ids, places, columns, before, after)
    select $4::uuid, seq, $5, $6::uuid, $7::swath.change_kind,
      swath.key_range(left($8::text || E'\x01' || lpad((min(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), left($9::text || E'\x01' || lpad((max(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), '[]'),
      array_agg(id), array_agg(n), array['name', 'population']::text[], array[array_agg(swath_written.b0::text),
        array_agg(swath_written.b1::text)], array[array_agg(swath_written.a0::text),
        array_agg(swath_written.a1::text)]
    from swath_written group by seq)
    select seq, count(*)::int as n, bool_and(coalesce(reachable, false)) as reachable, null::text[] as same
    from swath_written group by seq
    union all
    select seq, 0, true, array_agg(id) from swath_updated where not (swath_updated.b0 is distinct
      from swath_updated.a0 or swath_updated.b1 is distinct from swath_updated.a1) group by seq;
