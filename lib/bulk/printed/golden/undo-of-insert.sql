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
        frozen.a0, frozen.b1, frozen.a1, frozen.b2, frozen.a2, frozen.b3, frozen.a3, frozen.b4, frozen.a4, frozen.b5,
        frozen.a5, frozen.b6, frozen.a6, frozen.b7, frozen.a7, frozen.b8, frozen.a8, frozen.b9, frozen.a9,
        frozen.b10, frozen.a10, frozen.b11, frozen.a11, frozen.b12, frozen.a12, frozen.b13, frozen.a13 from (
    select chunk.seq, '0'::xid as version, null::bigint as content, coalesce(chunk.record_ids[chosen.n], r.id) as id,
      coalesce(chosen.n, r.i::int) as n, r.b0, r.a0, r.b1, r.a1, r.b2, r.a2, r.b3, r.a3, r.b4, r.a4, r.b5, r.a5,
        r.b6, r.a6, r.b7, r.a7, r.b8, r.a8, r.b9, r.a9, r.b10, r.a10, r.b11, r.a11, r.b12, r.a12, r.b13, r.a13
    from (select seq, record_ids, source_id, source_places from swath.bulk_chunks where task_id = $1 ) chunk
    cross join lateral (
      select * from swath.record_changes where task_id = $2 and id = chunk.source_id limit 1) h
    cross join lateral unnest(case when chunk.source_places is null then chunk.record_ids end, h.places, h.root_ids,
      h.before[array_position(h.columns, 'geoname_id'):array_position(h.columns, 'geoname_id')],
      h.after[array_position(h.columns, 'geoname_id'):array_position(h.columns, 'geoname_id')],
      h.before[array_position(h.columns, 'name'):array_position(h.columns, 'name')],
      h.after[array_position(h.columns, 'name'):array_position(h.columns, 'name')],
      h.before[array_position(h.columns, 'country'):array_position(h.columns, 'country')],
      h.after[array_position(h.columns, 'country'):array_position(h.columns, 'country')],
      h.before[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.after[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.before[array_position(h.columns, 'feature_code'):array_position(h.columns, 'feature_code')],
      h.after[array_position(h.columns, 'feature_code'):array_position(h.columns, 'feature_code')],
      h.before[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.after[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.before[array_position(h.columns, 'latitude'):array_position(h.columns, 'latitude')],
      h.after[array_position(h.columns, 'latitude'):array_position(h.columns, 'latitude')],
      h.before[array_position(h.columns, 'longitude'):array_position(h.columns, 'longitude')],
      h.after[array_position(h.columns, 'longitude'):array_position(h.columns, 'longitude')],
      h.before[array_position(h.columns, 'status'):array_position(h.columns, 'status')],
      h.after[array_position(h.columns, 'status'):array_position(h.columns, 'status')],
      h.before[array_position(h.columns, 'capital'):array_position(h.columns, 'capital')],
      h.after[array_position(h.columns, 'capital'):array_position(h.columns, 'capital')],
      h.before[array_position(h.columns, 'surveyed_on'):array_position(h.columns, 'surveyed_on')],
      h.after[array_position(h.columns, 'surveyed_on'):array_position(h.columns, 'surveyed_on')],
      h.before[array_position(h.columns, 'tags'):array_position(h.columns, 'tags')],
      h.after[array_position(h.columns, 'tags'):array_position(h.columns, 'tags')],
      h.before[array_position(h.columns, 'notes'):array_position(h.columns, 'notes')],
      h.after[array_position(h.columns, 'notes'):array_position(h.columns, 'notes')],
      h.before[array_position(h.columns, 'generated'):array_position(h.columns, 'generated')],
      h.after[array_position(h.columns, 'generated'):array_position(h.columns, 'generated')])
    with ordinality as r(id, place, root, b0, a0, b1, a1, b2, a2, b3, a3, b4, a4, b5, a5, b6, a6, b7, a7, b8, a8, b9,
      a9, b10, a10, b11, a11, b12, a12, b13, a13, i)
    cross join lateral (select array_position(chunk.source_places, r.i::int) as n) as chosen
    where chunk.source_places is null or chosen.n is not null) frozen where true ),
      swath_judged as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n",
      swath_slice.id as "slice id",
    swath_slice.id as "slice listed",
    coalesce(case when true then "places"."name"::text end, null::text, swath_slice.id) as "slice label", case
    when "places"."geoname_id" is null then 'gone'
    when not (true) then 'unchanged'
    when not (("places"."geoname_id" is not distinct from (swath_slice.a0)::integer
      and "places"."name" is not distinct from (swath_slice.a1)::text and "places"."country" is not distinct
      from (swath_slice.a2)::text and "places"."region" is not distinct from (swath_slice.a3)::text
      and "places"."feature_code" is not distinct from (swath_slice.a4)::text
      and "places"."population" is not distinct from (swath_slice.a5)::integer and "places"."latitude" is not distinct
      from (swath_slice.a6)::numeric(8,5) and "places"."longitude" is not distinct from (swath_slice.a7)::numeric(8,5)
      and "places"."status" is not distinct from (swath_slice.a8)::place_status and "places"."capital" is not distinct
      from (swath_slice.a9)::boolean and "places"."surveyed_on" is not distinct from (swath_slice.a10)::date
      and ("places"."tags")::text is not distinct from ((swath_slice.a11)::text[])::text
      and "places"."notes" is not distinct from (swath_slice.a12)::text and "places"."generated" is not distinct
      from (swath_slice.a13)::boolean)) then 'conflict'
    else 'changed' end as "slice outcome",
    null::jsonb as "slice refused", null::int as "slice rule" from swath_slice
      left join "places" on "places"."geoname_id" = swath_slice.k0 and (true) )
      select "slice outcome" as outcome, case when "slice outcome" = 'failed' then "slice refused" end as refused,
        "slice rule" as rule, count(*)::int as n
      from swath_judged group by 1, 2, 3;

-- preview: a page of records
      with recursive swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content, frozen.b0,
        frozen.a0, frozen.b1, frozen.a1, frozen.b2, frozen.a2, frozen.b3, frozen.a3, frozen.b4, frozen.a4, frozen.b5,
        frozen.a5, frozen.b6, frozen.a6, frozen.b7, frozen.a7, frozen.b8, frozen.a8, frozen.b9, frozen.a9,
        frozen.b10, frozen.a10, frozen.b11, frozen.a11, frozen.b12, frozen.a12, frozen.b13, frozen.a13 from (
    select chunk.seq, '0'::xid as version, null::bigint as content, coalesce(chunk.record_ids[chosen.n], r.id) as id,
      coalesce(chosen.n, r.i::int) as n, r.b0, r.a0, r.b1, r.a1, r.b2, r.a2, r.b3, r.a3, r.b4, r.a4, r.b5, r.a5,
        r.b6, r.a6, r.b7, r.a7, r.b8, r.a8, r.b9, r.a9, r.b10, r.a10, r.b11, r.a11, r.b12, r.a12, r.b13, r.a13
    from (select seq, record_ids, source_id, source_places from swath.bulk_chunks where task_id = $1
      and seq = any('{0}'::int[])) chunk
    cross join lateral (
      select * from swath.record_changes where task_id = $2 and id = chunk.source_id limit 1) h
    cross join lateral unnest(case when chunk.source_places is null then chunk.record_ids end, h.places, h.root_ids,
      h.before[array_position(h.columns, 'geoname_id'):array_position(h.columns, 'geoname_id')],
      h.after[array_position(h.columns, 'geoname_id'):array_position(h.columns, 'geoname_id')],
      h.before[array_position(h.columns, 'name'):array_position(h.columns, 'name')],
      h.after[array_position(h.columns, 'name'):array_position(h.columns, 'name')],
      h.before[array_position(h.columns, 'country'):array_position(h.columns, 'country')],
      h.after[array_position(h.columns, 'country'):array_position(h.columns, 'country')],
      h.before[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.after[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.before[array_position(h.columns, 'feature_code'):array_position(h.columns, 'feature_code')],
      h.after[array_position(h.columns, 'feature_code'):array_position(h.columns, 'feature_code')],
      h.before[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.after[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.before[array_position(h.columns, 'latitude'):array_position(h.columns, 'latitude')],
      h.after[array_position(h.columns, 'latitude'):array_position(h.columns, 'latitude')],
      h.before[array_position(h.columns, 'longitude'):array_position(h.columns, 'longitude')],
      h.after[array_position(h.columns, 'longitude'):array_position(h.columns, 'longitude')],
      h.before[array_position(h.columns, 'status'):array_position(h.columns, 'status')],
      h.after[array_position(h.columns, 'status'):array_position(h.columns, 'status')],
      h.before[array_position(h.columns, 'capital'):array_position(h.columns, 'capital')],
      h.after[array_position(h.columns, 'capital'):array_position(h.columns, 'capital')],
      h.before[array_position(h.columns, 'surveyed_on'):array_position(h.columns, 'surveyed_on')],
      h.after[array_position(h.columns, 'surveyed_on'):array_position(h.columns, 'surveyed_on')],
      h.before[array_position(h.columns, 'tags'):array_position(h.columns, 'tags')],
      h.after[array_position(h.columns, 'tags'):array_position(h.columns, 'tags')],
      h.before[array_position(h.columns, 'notes'):array_position(h.columns, 'notes')],
      h.after[array_position(h.columns, 'notes'):array_position(h.columns, 'notes')],
      h.before[array_position(h.columns, 'generated'):array_position(h.columns, 'generated')],
      h.after[array_position(h.columns, 'generated'):array_position(h.columns, 'generated')])
    with ordinality as r(id, place, root, b0, a0, b1, a1, b2, a2, b3, a3, b4, a4, b5, a5, b6, a6, b7, a7, b8, a8, b9,
      a9, b10, a10, b11, a11, b12, a12, b13, a13, i)
    cross join lateral (select array_position(chunk.source_places, r.i::int) as n) as chosen
    where chunk.source_places is null or chosen.n is not null) frozen where true ),
      swath_judged as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n",
      swath_slice.id as "slice id",
    swath_slice.id as "slice listed",
    coalesce(case when true then "places"."name"::text end, null::text, swath_slice.id) as "slice label", case
    when "places"."geoname_id" is null then 'gone'
    when not (true) then 'unchanged'
    when not (("places"."geoname_id" is not distinct from (swath_slice.a0)::integer
      and "places"."name" is not distinct from (swath_slice.a1)::text and "places"."country" is not distinct
      from (swath_slice.a2)::text and "places"."region" is not distinct from (swath_slice.a3)::text
      and "places"."feature_code" is not distinct from (swath_slice.a4)::text
      and "places"."population" is not distinct from (swath_slice.a5)::integer and "places"."latitude" is not distinct
      from (swath_slice.a6)::numeric(8,5) and "places"."longitude" is not distinct from (swath_slice.a7)::numeric(8,5)
      and "places"."status" is not distinct from (swath_slice.a8)::place_status and "places"."capital" is not distinct
      from (swath_slice.a9)::boolean and "places"."surveyed_on" is not distinct from (swath_slice.a10)::date
      and ("places"."tags")::text is not distinct from ((swath_slice.a11)::text[])::text
      and "places"."notes" is not distinct from (swath_slice.a12)::text and "places"."generated" is not distinct
      from (swath_slice.a13)::boolean)) then 'conflict'
    else 'changed' end as "slice outcome",
    null::jsonb as "slice refused", null::int as "slice rule" from swath_slice
      left join "places" on "places"."geoname_id" = swath_slice.k0 and (true) where (swath_slice.seq,
      swath_slice.n) > ($3::int, $4::int) order by swath_slice.seq, swath_slice.n limit $5::int)
      select "slice seq" as seq, "slice n" as n, "slice listed" as id, "slice label" as label,
        "slice outcome" as outcome,
        "slice refused" as refused, "slice rule" as rule, '{}'::jsonb as cells
      from swath_judged
      cross join lateral (select ("slice id")::integer as k0) as own
      left join "places" on "places"."geoname_id" = own.k0 and (true)
      order by 1, 2;

-- write
with swath_slice as materialized (
      select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version, frozen.content, frozen.b0,
        frozen.a0, frozen.b1, frozen.a1, frozen.b2, frozen.a2, frozen.b3, frozen.a3, frozen.b4, frozen.a4, frozen.b5,
        frozen.a5, frozen.b6, frozen.a6, frozen.b7, frozen.a7, frozen.b8, frozen.a8, frozen.b9, frozen.a9,
        frozen.b10, frozen.a10, frozen.b11, frozen.a11, frozen.b12, frozen.a12, frozen.b13, frozen.a13 from (
    select chunk.seq, '0'::xid as version, null::bigint as content, coalesce(chunk.record_ids[chosen.n], r.id) as id,
      coalesce(chosen.n, r.i::int) as n, r.b0, r.a0, r.b1, r.a1, r.b2, r.a2, r.b3, r.a3, r.b4, r.a4, r.b5, r.a5,
        r.b6, r.a6, r.b7, r.a7, r.b8, r.a8, r.b9, r.a9, r.b10, r.a10, r.b11, r.a11, r.b12, r.a12, r.b13, r.a13
    from (select seq, record_ids, source_id, source_places from swath.bulk_chunks where task_id = $1
      and seq = any('{0}'::int[])) chunk
    cross join lateral (
      select * from swath.record_changes where task_id = $2 and id = chunk.source_id limit 1) h
    cross join lateral unnest(case when chunk.source_places is null then chunk.record_ids end, h.places, h.root_ids,
      h.before[array_position(h.columns, 'geoname_id'):array_position(h.columns, 'geoname_id')],
      h.after[array_position(h.columns, 'geoname_id'):array_position(h.columns, 'geoname_id')],
      h.before[array_position(h.columns, 'name'):array_position(h.columns, 'name')],
      h.after[array_position(h.columns, 'name'):array_position(h.columns, 'name')],
      h.before[array_position(h.columns, 'country'):array_position(h.columns, 'country')],
      h.after[array_position(h.columns, 'country'):array_position(h.columns, 'country')],
      h.before[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.after[array_position(h.columns, 'region'):array_position(h.columns, 'region')],
      h.before[array_position(h.columns, 'feature_code'):array_position(h.columns, 'feature_code')],
      h.after[array_position(h.columns, 'feature_code'):array_position(h.columns, 'feature_code')],
      h.before[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.after[array_position(h.columns, 'population'):array_position(h.columns, 'population')],
      h.before[array_position(h.columns, 'latitude'):array_position(h.columns, 'latitude')],
      h.after[array_position(h.columns, 'latitude'):array_position(h.columns, 'latitude')],
      h.before[array_position(h.columns, 'longitude'):array_position(h.columns, 'longitude')],
      h.after[array_position(h.columns, 'longitude'):array_position(h.columns, 'longitude')],
      h.before[array_position(h.columns, 'status'):array_position(h.columns, 'status')],
      h.after[array_position(h.columns, 'status'):array_position(h.columns, 'status')],
      h.before[array_position(h.columns, 'capital'):array_position(h.columns, 'capital')],
      h.after[array_position(h.columns, 'capital'):array_position(h.columns, 'capital')],
      h.before[array_position(h.columns, 'surveyed_on'):array_position(h.columns, 'surveyed_on')],
      h.after[array_position(h.columns, 'surveyed_on'):array_position(h.columns, 'surveyed_on')],
      h.before[array_position(h.columns, 'tags'):array_position(h.columns, 'tags')],
      h.after[array_position(h.columns, 'tags'):array_position(h.columns, 'tags')],
      h.before[array_position(h.columns, 'notes'):array_position(h.columns, 'notes')],
      h.after[array_position(h.columns, 'notes'):array_position(h.columns, 'notes')],
      h.before[array_position(h.columns, 'generated'):array_position(h.columns, 'generated')],
      h.after[array_position(h.columns, 'generated'):array_position(h.columns, 'generated')])
    with ordinality as r(id, place, root, b0, a0, b1, a1, b2, a2, b3, a3, b4, a4, b5, a5, b6, a6, b7, a7, b8, a8, b9,
      a9, b10, a10, b11, a11, b12, a12, b13, a13, i)
    cross join lateral (select array_position(chunk.source_places, r.i::int) as n) as chosen
    where chunk.source_places is null or chosen.n is not null) frozen where true ),
    swath_written as (
      delete from "places" using swath_slice
      where "places"."geoname_id" = swath_slice.k0 and ("places"."geoname_id" is not distinct
        from (swath_slice.a0)::integer and "places"."name" is not distinct from (swath_slice.a1)::text
        and "places"."country" is not distinct from (swath_slice.a2)::text and "places"."region" is not distinct
        from (swath_slice.a3)::text and "places"."feature_code" is not distinct from (swath_slice.a4)::text
        and "places"."population" is not distinct from (swath_slice.a5)::integer
        and "places"."latitude" is not distinct from (swath_slice.a6)::numeric(8,5)
        and "places"."longitude" is not distinct from (swath_slice.a7)::numeric(8,5)
        and "places"."status" is not distinct from (swath_slice.a8)::place_status
        and "places"."capital" is not distinct from (swath_slice.a9)::boolean
        and "places"."surveyed_on" is not distinct from (swath_slice.a10)::date
        and ("places"."tags")::text is not distinct from ((swath_slice.a11)::text[])::text
        and "places"."notes" is not distinct from (swath_slice.a12)::text and "places"."generated" is not distinct
        from (swath_slice.a13)::boolean) and true
      returning swath_slice.seq, swath_slice.n, swath_slice.id, swath_slice.k0, "places"."geoname_id" as b0,
        "places"."name" as b1, "places"."country" as b2, "places"."region" as b3, "places"."feature_code" as b4,
        "places"."population" as b5, "places"."latitude" as b6, "places"."longitude" as b7, "places"."status" as b8,
        "places"."capital" as b9, "places"."surveyed_on" as b10, "places"."tags" as b11, "places"."notes" as b12,
        "places"."generated" as b13, true as reachable),
    swath_history as (insert into swath.record_changes
      (task_id, seq, table_name, actor_id, wrote, keys, record_ids, places, columns, before, after)
    select $3::uuid, seq, $4, $5::uuid, $6::swath.change_kind,
      swath.key_range(left($7::text || E'\x01' || lpad((min(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), left($8::text || E'\x01' || lpad((max(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), '[]'),
      array_agg(id), array_agg(n), array['geoname_id', 'name', 'country', 'region', 'feature_code', 'population',
        'latitude', 'longitude', 'status', 'capital', 'surveyed_on', 'tags', 'notes', 'generated']::text[],
        array[array_agg(swath_written.b0::text), array_agg(swath_written.b1::text),
        array_agg(swath_written.b2::text), array_agg(swath_written.b3::text), array_agg(swath_written.b4::text),
        array_agg(swath_written.b5::text), array_agg(swath_written.b6::text), array_agg(swath_written.b7::text),
        array_agg(swath_written.b8::text), array_agg(swath_written.b9::text), array_agg(swath_written.b10::text),
        array_agg(swath_written.b11::text), array_agg(swath_written.b12::text), array_agg(swath_written.b13::text)],
        null::text[]
    from swath_written group by seq)
    select seq, count(*)::int as n, bool_and(coalesce(reachable, false)) as reachable, null::text[] as same
    from swath_written group by seq;
