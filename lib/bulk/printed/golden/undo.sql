-- freeze
    with swath_frozen as (
    insert into swath.bulk_chunks (task_id, seq, record_ids, versions, size, source_id, source_places)
    select $1::uuid, (row_number() over (order by seq, id) - 1)::int, record_ids,
      array_fill('0'::xid, array[cardinality(record_ids)]), cardinality(record_ids), id, places
    from (select h.id, h.seq, h.at, h.wrote, coalesce(h.new_ids, h.record_ids) as record_ids, null::int[] as places
        from swath.record_changes h where h.task_id = $2 and h.level = 0) as written returning seq, size,
          md5(array_to_string(record_ids, ',')) as digest)
    select coalesce(sum(size), 0)::int as total, md5(string_agg(digest, '' order by seq)) as digest from swath_frozen;

-- preview: counts
      with recursive swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content, frozen.b0,
        frozen.a0, frozen.b1, frozen.a1 from (
    select chunk.seq, '0'::xid as version, null::bigint as content, coalesce(chunk.record_ids[chosen.n], r.id) as id,
      coalesce(chosen.n, r.i::int) as n, r.b0, r.a0, r.b1, r.a1
    from (select seq, record_ids, source_id, source_places from swath.bulk_chunks where task_id = $1 ) chunk
    cross join lateral (
      select * from swath.record_changes where task_id = $2 and id = chunk.source_id limit 1) h
    cross join lateral unnest(case when chunk.source_places is null then chunk.record_ids end, h.places, h.root_ids,
      h.before[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.after[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.before[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.after[array_position(h.columns, 'population'):array_position(h.columns, 'population')])
    with ordinality as r(id, place, root, b0, a0, b1, a1, i)
    cross join lateral (select array_position(chunk.source_places, r.i::int) as n) as chosen
    where chunk.source_places is null or chosen.n is not null) frozen where true ),
    swath_record as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n", swath_slice.id as "slice id",
    swath_slice.id as "slice listed",
    coalesce(case when true then "places"."name"::text end, null::text, swath_slice.id) as "slice label", case
    when "places"."geoname_id" is null then 'gone'
    when not (("places"."region" is distinct from (swath_slice.b0)::text
      or (round((swath_slice.b1)::numeric) between -2147483648 and 2147483647) is false
      or "places"."population" is distinct from case when (round((swath_slice.b1)::numeric) between -2147483648
      and 2147483647) then (swath_slice.b1)::integer end)) then 'unchanged'
    when not (("places"."region" is not distinct from (swath_slice.a0)::text and "places"."population" is not distinct
      from (swath_slice.a1)::integer)) then 'conflict'
    else 'changed' end as "slice outcome",
    null::jsonb as "slice refused", "places"."geoname_id" as "geoname_id", "places"."name" as "name",
      "places"."country" as "country", (swath_slice.b0)::text as "region", "places"."feature_code" as "feature_code",
      case when (round((swath_slice.b1)::numeric) between -2147483648
      and 2147483647) then (swath_slice.b1)::integer end as "population", "places"."latitude" as "latitude",
      "places"."longitude" as "longitude", "places"."status" as "status", "places"."capital" as "capital",
      "places"."surveyed_on" as "surveyed_on", "places"."tags" as "tags", "places"."notes" as "notes",
      "places"."generated" as "generated", false as "region unfit",
      not coalesce((round((swath_slice.b1)::numeric) between -2147483648 and 2147483647), true) as "population unfit"
      from swath_slice left join "places" on "places"."geoname_id" = swath_slice.k0 and (true) ),
    swath_judged as (select swath_record.*, case when "slice outcome" = 'changed' then case
      when "population unfit" then $3::int when "population" is null and not "population unfit" then $4::int
      when not ((population >= 0)) then $5::int end end as "slice rule" from swath_record )
      select "slice outcome" as outcome, case when "slice outcome" = 'failed' then "slice refused" end as refused,
        "slice rule" as rule, count(*)::int as n
      from swath_judged group by 1, 2, 3;

-- preview: a page of records
      with recursive swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content, frozen.b0,
        frozen.a0, frozen.b1, frozen.a1 from (
    select chunk.seq, '0'::xid as version, null::bigint as content, coalesce(chunk.record_ids[chosen.n], r.id) as id,
      coalesce(chosen.n, r.i::int) as n, r.b0, r.a0, r.b1, r.a1
    from (select seq, record_ids, source_id, source_places from swath.bulk_chunks where task_id = $1
      and seq = any('{0}'::int[])) chunk
    cross join lateral (
      select * from swath.record_changes where task_id = $2 and id = chunk.source_id limit 1) h
    cross join lateral unnest(case when chunk.source_places is null then chunk.record_ids end, h.places, h.root_ids,
      h.before[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.after[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.before[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.after[array_position(h.columns, 'population'):array_position(h.columns, 'population')])
    with ordinality as r(id, place, root, b0, a0, b1, a1, i)
    cross join lateral (select array_position(chunk.source_places, r.i::int) as n) as chosen
    where chunk.source_places is null or chosen.n is not null) frozen where true ),
    swath_record as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n", swath_slice.id as "slice id",
    swath_slice.id as "slice listed",
    coalesce(case when true then "places"."name"::text end, null::text, swath_slice.id) as "slice label", case
    when "places"."geoname_id" is null then 'gone'
    when not (("places"."region" is distinct from (swath_slice.b0)::text
      or (round((swath_slice.b1)::numeric) between -2147483648 and 2147483647) is false
      or "places"."population" is distinct from case when (round((swath_slice.b1)::numeric) between -2147483648
      and 2147483647) then (swath_slice.b1)::integer end)) then 'unchanged'
    when not (("places"."region" is not distinct from (swath_slice.a0)::text and "places"."population" is not distinct
      from (swath_slice.a1)::integer)) then 'conflict'
    else 'changed' end as "slice outcome",
    null::jsonb as "slice refused", "places"."geoname_id" as "geoname_id", "places"."name" as "name",
      "places"."country" as "country", (swath_slice.b0)::text as "region", "places"."feature_code" as "feature_code",
      case when (round((swath_slice.b1)::numeric) between -2147483648
      and 2147483647) then (swath_slice.b1)::integer end as "population", "places"."latitude" as "latitude",
      "places"."longitude" as "longitude", "places"."status" as "status", "places"."capital" as "capital",
      "places"."surveyed_on" as "surveyed_on", "places"."tags" as "tags", "places"."notes" as "notes",
      "places"."generated" as "generated", false as "region unfit",
      not coalesce((round((swath_slice.b1)::numeric) between -2147483648 and 2147483647), true) as "population unfit"
      from swath_slice left join "places" on "places"."geoname_id" = swath_slice.k0 and (true)
      where (swath_slice.seq, swath_slice.n) > ($3::int, $4::int) order by swath_slice.seq,
      swath_slice.n limit $5::int),
    swath_judged as (select swath_record.*, case when "slice outcome" = 'changed' then case
      when "population unfit" then $6::int when "population" is null and not "population unfit" then $7::int
      when not ((population >= 0)) then $8::int end end as "slice rule" from swath_record )
      select "slice seq" as seq, "slice n" as n, "slice listed" as id, "slice label" as label,
        "slice outcome" as outcome,
        "slice refused" as refused, "slice rule" as rule, jsonb_build_object('region',
          jsonb_build_array(to_jsonb("places"."region"), to_jsonb(swath_judged."region")), 'population',
          jsonb_build_array(to_jsonb("places"."population"), to_jsonb(swath_judged."population"))) as cells
      from swath_judged
      cross join lateral (select ("slice id")::integer as k0) as own
      left join "places" on "places"."geoname_id" = own.k0 and (true)
      order by 1, 2;

-- write
with swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content, frozen.b0,
        frozen.a0, frozen.b1, frozen.a1 from (
    select chunk.seq, '0'::xid as version, null::bigint as content, coalesce(chunk.record_ids[chosen.n], r.id) as id,
      coalesce(chosen.n, r.i::int) as n, r.b0, r.a0, r.b1, r.a1
    from (select seq, record_ids, source_id, source_places from swath.bulk_chunks where task_id = $1
      and seq = any('{0}'::int[])) chunk
    cross join lateral (
      select * from swath.record_changes where task_id = $2 and id = chunk.source_id limit 1) h
    cross join lateral unnest(case when chunk.source_places is null then chunk.record_ids end, h.places, h.root_ids,
      h.before[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.after[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.before[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.after[array_position(h.columns, 'population'):array_position(h.columns, 'population')])
    with ordinality as r(id, place, root, b0, a0, b1, a1, i)
    cross join lateral (select array_position(chunk.source_places, r.i::int) as n) as chosen
    where chunk.source_places is null or chosen.n is not null) frozen where true ),
    swath_updated as (
      update "places" set "region" = (swath_slice.b0)::text, "population" = (swath_slice.b1)::integer
      from swath_slice join "places" as swath_before on swath_before."geoname_id" = swath_slice.k0
      where "places"."geoname_id" = swath_slice.k0 and "places".xmin = swath_before.xmin
        and ("places"."region" is not distinct from (swath_slice.a0)::text and "places"."population" is not distinct
          from (swath_slice.a1)::integer) and true and case
          when swath_slice.id is not null then ("places"."region" is distinct from (swath_slice.b0)::text
          or "places"."population" is distinct from (swath_slice.b1)::integer) end
      returning swath_slice.seq, swath_slice.n, swath_slice.id, swath_slice.k0, swath_before."region" as b0,
        "places"."region" as a0, swath_before."population" as b1, "places"."population" as a1, (true) as reachable),
    swath_written as (select * from swath_updated where swath_updated.b0 is distinct from swath_updated.a0
      or swath_updated.b1 is distinct from swath_updated.a1),
    swath_history as (insert into swath.record_changes
      (task_id, seq, table_name, actor_id, wrote, keys, record_ids, places, columns, before, after)
    select $3::uuid, seq, $4, $5::uuid, $6::swath.change_kind,
      swath.key_range(left($7::text || E'\x01' || lpad((min(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), left($8::text || E'\x01' || lpad((max(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), '[]'),
      array_agg(id), array_agg(n), array['region', 'population']::text[], array[array_agg(swath_written.b0::text),
        array_agg(swath_written.b1::text)], array[array_agg(swath_written.a0::text),
        array_agg(swath_written.a1::text)]
    from swath_written group by seq)
    select seq, count(*)::int as n, bool_and(coalesce(reachable, false)) as reachable, null::text[] as same
    from swath_written group by seq
    union all
    select seq, 0, true, array_agg(id) from swath_updated where not (swath_updated.b0 is distinct
      from swath_updated.a0 or swath_updated.b1 is distinct from swath_updated.a1) group by seq;
