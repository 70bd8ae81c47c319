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
        'row ' || coalesce(frozen.given ->> 'row', '?')) as listed_as, becomes."geoname_id" as v0,
        becomes."name" as v1, becomes."country" as v2, becomes."region" as v3, becomes."feature_code" as v4,
        becomes."population" as v5, becomes."latitude" as v6, becomes."longitude" as v7, becomes."status" as v8,
        becomes."capital" as v9, becomes."surveyed_on" as v10, becomes."tags" as v11, becomes."notes" as v12,
        becomes."generated" as v13
      from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
        , unnest(given) as given
      from swath.bulk_chunks where task_id = $1 ) frozen
        cross join lateral jsonb_to_record(coalesce(frozen.given -> 'values', '{}')) as becomes("geoname_id" integer,
        "name" text, "country" text, "region" text, "feature_code" text, "population" integer, "latitude" numeric(8,
        5), "longitude" numeric(8, 5), "status" "place_status", "capital" boolean, "surveyed_on" date, "tags" text[],
        "notes" text, "generated" boolean)
      where true ),
    swath_record as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n", swath_slice.id as "slice id",
    swath_slice.listed_as as "slice listed",
    coalesce((swath_slice.given ->> 'name'), null::text, swath_slice.listed_as) as "slice label", case
      when swath_slice.refused is not null then 'failed' when "places"."geoname_id" is null then 'changed'
      else 'conflict' end as "slice outcome",
    swath_slice.refused as "slice refused", (case when swath_slice.given ? 'geoname_id' then swath_slice.v0
      else null end)::integer as "geoname_id", (case when swath_slice.given ? 'name' then swath_slice.v1
      else null end)::text as "name", (case when swath_slice.given ? 'country' then swath_slice.v2
      else null end)::text as "country", (case when swath_slice.given ? 'region' then swath_slice.v3
      else null end)::text as "region", (case when swath_slice.given ? 'feature_code' then swath_slice.v4
      else null end)::text as "feature_code", (case when swath_slice.given ? 'population' then swath_slice.v5
      else null end)::integer as "population", (case when swath_slice.given ? 'latitude' then swath_slice.v6
      else null end)::numeric(8, 5) as "latitude", (case when swath_slice.given ? 'longitude' then swath_slice.v7
      else null end)::numeric(8, 5) as "longitude", (case when swath_slice.given ? 'status' then swath_slice.v8
      else 'new'::place_status end)::"place_status" as "status", (case
        when swath_slice.given ? 'capital' then swath_slice.v9
      else false end)::boolean as "capital", (case when swath_slice.given ? 'surveyed_on' then swath_slice.v10
      else null end)::date as "surveyed_on", (case when swath_slice.given ? 'tags' then swath_slice.v11
      else '{}'::text[] end)::text[] as "tags", (case when swath_slice.given ? 'notes' then swath_slice.v12
      else null end)::text as "notes", (case when swath_slice.given ? 'generated' then swath_slice.v13
      else false end)::boolean as "generated", false as "geoname_id unfit", false as "name unfit",
        false as "country unfit", false as "region unfit", false as "feature_code unfit",
        false as "population unfit", false as "latitude unfit", false as "longitude unfit", false as "status unfit",
        false as "capital unfit", false as "surveyed_on unfit", false as "tags unfit", false as "notes unfit",
        false as "generated unfit" from swath_slice left join "places" on "places"."geoname_id" = swath_slice.k0 ),
    swath_judged as (select swath_record.*, case when "slice outcome" = 'changed' then case when "geoname_id" is null
      and not "geoname_id unfit" then $2::int when "name" is null and not "name unfit" then $3::int
      when "country" is null and not "country unfit" then $4::int when "feature_code" is null
      and not "feature_code unfit" then $5::int when "population" is null and not "population unfit" then $6::int
      when "latitude" is null and not "latitude unfit" then $7::int when "longitude" is null
      and not "longitude unfit" then $8::int when not ((country ~ '^[A-Z]{2}$'::text)) then $9::int
      when not ((population >= 0)) then $10::int end end as "slice rule" from swath_record )
      select "slice outcome" as outcome, case when "slice outcome" = 'failed' then "slice refused" end as refused,
        "slice rule" as rule, count(*)::int as n
      from swath_judged group by 1, 2, 3;

-- preview: a page of records
      with recursive swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content,
        frozen.given -> 'values' as given, frozen.given -> 'refused' as refused, coalesce(frozen.id,
        'row ' || coalesce(frozen.given ->> 'row', '?')) as listed_as, becomes."geoname_id" as v0,
        becomes."name" as v1, becomes."country" as v2, becomes."region" as v3, becomes."feature_code" as v4,
        becomes."population" as v5, becomes."latitude" as v6, becomes."longitude" as v7, becomes."status" as v8,
        becomes."capital" as v9, becomes."surveyed_on" as v10, becomes."tags" as v11, becomes."notes" as v12,
        becomes."generated" as v13
      from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
        , unnest(given) as given
      from swath.bulk_chunks where task_id = $1 and seq = any('{0}'::int[])) frozen
        cross join lateral jsonb_to_record(coalesce(frozen.given -> 'values', '{}')) as becomes("geoname_id" integer,
        "name" text, "country" text, "region" text, "feature_code" text, "population" integer, "latitude" numeric(8,
        5), "longitude" numeric(8, 5), "status" "place_status", "capital" boolean, "surveyed_on" date, "tags" text[],
        "notes" text, "generated" boolean)
      where true ),
    swath_record as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n", swath_slice.id as "slice id",
    swath_slice.listed_as as "slice listed",
    coalesce((swath_slice.given ->> 'name'), null::text, swath_slice.listed_as) as "slice label", case
      when swath_slice.refused is not null then 'failed' when "places"."geoname_id" is null then 'changed'
      else 'conflict' end as "slice outcome",
    swath_slice.refused as "slice refused", (case when swath_slice.given ? 'geoname_id' then swath_slice.v0
      else null end)::integer as "geoname_id", (case when swath_slice.given ? 'name' then swath_slice.v1
      else null end)::text as "name", (case when swath_slice.given ? 'country' then swath_slice.v2
      else null end)::text as "country", (case when swath_slice.given ? 'region' then swath_slice.v3
      else null end)::text as "region", (case when swath_slice.given ? 'feature_code' then swath_slice.v4
      else null end)::text as "feature_code", (case when swath_slice.given ? 'population' then swath_slice.v5
      else null end)::integer as "population", (case when swath_slice.given ? 'latitude' then swath_slice.v6
      else null end)::numeric(8, 5) as "latitude", (case when swath_slice.given ? 'longitude' then swath_slice.v7
      else null end)::numeric(8, 5) as "longitude", (case when swath_slice.given ? 'status' then swath_slice.v8
      else 'new'::place_status end)::"place_status" as "status", (case
        when swath_slice.given ? 'capital' then swath_slice.v9
      else false end)::boolean as "capital", (case when swath_slice.given ? 'surveyed_on' then swath_slice.v10
      else null end)::date as "surveyed_on", (case when swath_slice.given ? 'tags' then swath_slice.v11
      else '{}'::text[] end)::text[] as "tags", (case when swath_slice.given ? 'notes' then swath_slice.v12
      else null end)::text as "notes", (case when swath_slice.given ? 'generated' then swath_slice.v13
      else false end)::boolean as "generated", false as "geoname_id unfit", false as "name unfit",
        false as "country unfit", false as "region unfit", false as "feature_code unfit",
        false as "population unfit", false as "latitude unfit", false as "longitude unfit", false as "status unfit",
        false as "capital unfit", false as "surveyed_on unfit", false as "tags unfit", false as "notes unfit",
        false as "generated unfit" from swath_slice left join "places" on "places"."geoname_id" = swath_slice.k0
        where (swath_slice.seq, swath_slice.n) > ($2::int, $3::int) order by swath_slice.seq,
        swath_slice.n limit $4::int),
    swath_judged as (select swath_record.*, case when "slice outcome" = 'changed' then case when "geoname_id" is null
      and not "geoname_id unfit" then $5::int when "name" is null and not "name unfit" then $6::int
      when "country" is null and not "country unfit" then $7::int when "feature_code" is null
      and not "feature_code unfit" then $8::int when "population" is null and not "population unfit" then $9::int
      when "latitude" is null and not "latitude unfit" then $10::int when "longitude" is null
      and not "longitude unfit" then $11::int when not ((country ~ '^[A-Z]{2}$'::text)) then $12::int
      when not ((population >= 0)) then $13::int end end as "slice rule" from swath_record )
      select "slice seq" as seq, "slice n" as n, "slice listed" as id, "slice label" as label,
        "slice outcome" as outcome,
        "slice refused" as refused, "slice rule" as rule, jsonb_build_object('geonameId',
          jsonb_build_array(null::jsonb, to_jsonb(swath_judged."geoname_id")), 'name', jsonb_build_array(null::jsonb,
          to_jsonb(swath_judged."name")), 'country', jsonb_build_array(null::jsonb,
          to_jsonb(swath_judged."country")), 'featureCode', jsonb_build_array(null::jsonb,
          to_jsonb(swath_judged."feature_code")), 'population', jsonb_build_array(null::jsonb,
          to_jsonb(swath_judged."population")), 'latitude', jsonb_build_array(null::jsonb,
          to_jsonb((swath_judged."latitude")::text)), 'longitude', jsonb_build_array(null::jsonb,
          to_jsonb((swath_judged."longitude")::text))) as cells
      from swath_judged
      cross join lateral (select ("slice id")::integer as k0) as own
      left join "places" on "places"."geoname_id" = own.k0
      order by 1, 2;

-- write
with swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content,
        frozen.given -> 'values' as given, frozen.given -> 'refused' as refused, coalesce(frozen.id,
        'row ' || coalesce(frozen.given ->> 'row', '?')) as listed_as, becomes."geoname_id" as v0,
        becomes."name" as v1, becomes."country" as v2, becomes."region" as v3, becomes."feature_code" as v4,
        becomes."population" as v5, becomes."latitude" as v6, becomes."longitude" as v7, becomes."status" as v8,
        becomes."capital" as v9, becomes."surveyed_on" as v10, becomes."tags" as v11, becomes."notes" as v12,
        becomes."generated" as v13
      from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
        , unnest(given) as given
      from swath.bulk_chunks where task_id = $1 and seq = any('{0}'::int[])) frozen
        cross join lateral jsonb_to_record(coalesce(frozen.given -> 'values', '{}')) as becomes("geoname_id" integer,
        "name" text, "country" text, "region" text, "feature_code" text, "population" integer, "latitude" numeric(8,
        5), "longitude" numeric(8, 5), "status" "place_status", "capital" boolean, "surveyed_on" date, "tags" text[],
        "notes" text, "generated" boolean)
      where frozen.n between $2::int and $3::int ),
    swath_inserted as (
      insert into "places" ("geoname_id", "name", "country", "region", "feature_code", "population", "latitude",
        "longitude", "status", "capital", "surveyed_on", "tags", "notes", "generated") overriding system value
      select (case when swath_slice.given ? 'geoname_id' then swath_slice.v0
      else null end)::integer, (case when swath_slice.given ? 'name' then swath_slice.v1
      else null end)::text, (case when swath_slice.given ? 'country' then swath_slice.v2
      else null end)::text, (case when swath_slice.given ? 'region' then swath_slice.v3
      else null end)::text, (case when swath_slice.given ? 'feature_code' then swath_slice.v4
      else null end)::text, (case when swath_slice.given ? 'population' then swath_slice.v5
      else null end)::integer, (case when swath_slice.given ? 'latitude' then swath_slice.v6
      else null end)::numeric(8, 5), (case when swath_slice.given ? 'longitude' then swath_slice.v7
      else null end)::numeric(8, 5), (case when swath_slice.given ? 'status' then swath_slice.v8
      else 'new'::place_status end)::"place_status", (case when swath_slice.given ? 'capital' then swath_slice.v9
      else false end)::boolean, (case when swath_slice.given ? 'surveyed_on' then swath_slice.v10
      else null end)::date, (case when swath_slice.given ? 'tags' then swath_slice.v11
      else '{}'::text[] end)::text[], (case when swath_slice.given ? 'notes' then swath_slice.v12
      else null end)::text, (case when swath_slice.given ? 'generated' then swath_slice.v13
      else false end)::boolean from swath_slice
      where swath_slice.refused is null and not exists (select from "places"
        where "places"."geoname_id" = swath_slice.k0)
      order by swath_slice.seq, swath_slice.n
      on conflict ("geoname_id") do nothing
      returning "places"."geoname_id" as k0, "places"."geoname_id" as a0, "places"."name" as a1,
        "places"."country" as a2, "places"."region" as a3, "places"."feature_code" as a4,
        "places"."population" as a5, "places"."latitude" as a6, "places"."longitude" as a7, "places"."status" as a8,
        "places"."capital" as a9, "places"."surveyed_on" as a10, "places"."tags" as a11, "places"."notes" as a12,
        "places"."generated" as a13, (true) as reachable),
    swath_written as (
      select swath_slice.seq, swath_slice.n, swath_slice.id, swath_slice.k0, swath_inserted.a0, swath_inserted.a1,
        swath_inserted.a2, swath_inserted.a3, swath_inserted.a4, swath_inserted.a5, swath_inserted.a6,
        swath_inserted.a7, swath_inserted.a8, swath_inserted.a9, swath_inserted.a10, swath_inserted.a11,
        swath_inserted.a12, swath_inserted.a13, swath_inserted.reachable
      from swath_inserted join swath_slice on swath_slice.k0 = swath_inserted.k0 and swath_slice.refused is null),
    swath_history as (insert into swath.record_changes
      (task_id, seq, table_name, actor_id, wrote, keys, record_ids, places, columns, before, after)
    select $4::uuid, seq, $5, $6::uuid, $7::swath.change_kind,
      swath.key_range(left($8::text || E'\x01' || lpad((min(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), left($9::text || E'\x01' || lpad((max(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), '[]'),
      array_agg(id), array_agg(n), array['geoname_id', 'name', 'country', 'region', 'feature_code', 'population',
        'latitude', 'longitude', 'status', 'capital', 'surveyed_on', 'tags', 'notes', 'generated']::text[],
        null::text[], array[array_agg(swath_written.a0::text), array_agg(swath_written.a1::text),
        array_agg(swath_written.a2::text), array_agg(swath_written.a3::text), array_agg(swath_written.a4::text),
        array_agg(swath_written.a5::text), array_agg(swath_written.a6::text), array_agg(swath_written.a7::text),
        array_agg(swath_written.a8::text), array_agg(swath_written.a9::text), array_agg(swath_written.a10::text),
        array_agg(swath_written.a11::text), array_agg(swath_written.a12::text), array_agg(swath_written.a13::text)]
    from swath_written group by seq)
    select seq, count(*)::int as n, bool_and(coalesce(reachable, false)) as reachable, null::text[] as same
    from swath_written group by seq;
