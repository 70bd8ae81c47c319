-- freeze
    with swath_frozen as (
        insert into swath.bulk_chunks (task_id, seq, record_ids, versions, contents, size)
        select $1::uuid, ((n - 1) / $2::int)::int, array_agg(id order by n), array_agg(version order by n),
          array_agg(content order by n), count(*)
        from (
          select "places"."geoname_id"::text as id, "places".xmin as version,
            hash_record_extended(row("places"."geoname_id", "places"."name" collate "C",
            "places"."country" collate "C", "places"."region" collate "C", "places"."feature_code" collate "C",
            "places"."population", "places"."latitude", "places"."longitude", "places"."status"::text collate "C",
            "places"."capital", "places"."surveyed_on", "places"."tags"::text collate "C",
            "places"."notes" collate "C", "places"."generated"), 0) as content,
            row_number() over (order by "places"."geoname_id") as n
          from "places" where "places"."geoname_id" in (select (swath_id.id)::integer
            from (select jsonb_array_elements_text($3::text::jsonb)) as swath_id(id))) as swath_record
        group by 2 returning seq, size, md5(array_to_string(record_ids, ',')) as digest)
    select coalesce(sum(size), 0)::int as total, md5(string_agg(digest, '' order by seq)) as digest from swath_frozen;

-- preview: counts
      with recursive swath_slice as materialized (select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0,
        frozen.version, frozen.content from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
      from swath.bulk_chunks where task_id = $1 ) frozen where true ),
        swath_judged as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n",
        swath_slice.id as "slice id",
    swath_slice.id as "slice listed",
    coalesce(case when true then "places"."name"::text end, null::text, swath_slice.id) as "slice label", case
    when "places"."geoname_id" is null then 'gone'
    when not (true) then 'unchanged'
    when not (case when "places".xmin = swath_slice.version and swath_slice.version <> '0'::xid then true
      else coalesce(swath_slice.content = hash_record_extended(row("places"."geoname_id",
      "places"."name" collate "C", "places"."country" collate "C", "places"."region" collate "C",
      "places"."feature_code" collate "C", "places"."population", "places"."latitude", "places"."longitude",
      "places"."status"::text collate "C", "places"."capital", "places"."surveyed_on",
      "places"."tags"::text collate "C", "places"."notes" collate "C", "places"."generated"), 0),
      false) end) then 'conflict'
    else 'changed' end as "slice outcome",
    null::jsonb as "slice refused", null::int as "slice rule" from swath_slice
      left join "places" on "places"."geoname_id" = swath_slice.k0 and (true) )
      select "slice outcome" as outcome, case when "slice outcome" = 'failed' then "slice refused" end as refused,
        "slice rule" as rule, count(*)::int as n
      from swath_judged group by 1, 2, 3;

-- preview: a page of records
      with recursive swath_slice as materialized (select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0,
        frozen.version, frozen.content from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
      from swath.bulk_chunks where task_id = $1 and seq = any('{0}'::int[])) frozen where true ),
        swath_judged as (select swath_slice.seq as "slice seq", swath_slice.n as "slice n",
        swath_slice.id as "slice id",
    swath_slice.id as "slice listed",
    coalesce(case when true then "places"."name"::text end, null::text, swath_slice.id) as "slice label", case
    when "places"."geoname_id" is null then 'gone'
    when not (true) then 'unchanged'
    when not (case when "places".xmin = swath_slice.version and swath_slice.version <> '0'::xid then true
      else coalesce(swath_slice.content = hash_record_extended(row("places"."geoname_id",
      "places"."name" collate "C", "places"."country" collate "C", "places"."region" collate "C",
      "places"."feature_code" collate "C", "places"."population", "places"."latitude", "places"."longitude",
      "places"."status"::text collate "C", "places"."capital", "places"."surveyed_on",
      "places"."tags"::text collate "C", "places"."notes" collate "C", "places"."generated"), 0),
      false) end) then 'conflict'
    else 'changed' end as "slice outcome",
    null::jsonb as "slice refused", null::int as "slice rule" from swath_slice
      left join "places" on "places"."geoname_id" = swath_slice.k0 and (true) where (swath_slice.seq,
      swath_slice.n) > ($2::int, $3::int) order by swath_slice.seq, swath_slice.n limit $4::int)
      select "slice seq" as seq, "slice n" as n, "slice listed" as id, "slice label" as label,
        "slice outcome" as outcome,
        "slice refused" as refused, "slice rule" as rule, '{}'::jsonb as cells
      from swath_judged
      cross join lateral (select ("slice id")::integer as k0) as own
      left join "places" on "places"."geoname_id" = own.k0 and (true)
      order by 1, 2;

-- write
with swath_slice as materialized (select frozen.seq, frozen.n, frozen.id, (frozen.id)::integer as k0, frozen.version,
  frozen.content from (
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version,
        unnest(contents) as content
      from swath.bulk_chunks where task_id = $1 and seq = any('{0}'::int[])) frozen where true ),
    swath_written as (
      delete from "places" using swath_slice
      where "places"."geoname_id" = swath_slice.k0 and case when "places".xmin = swath_slice.version
        and swath_slice.version <> '0'::xid then true
        else coalesce(swath_slice.content = hash_record_extended(row("places"."geoname_id",
        "places"."name" collate "C", "places"."country" collate "C", "places"."region" collate "C",
        "places"."feature_code" collate "C", "places"."population", "places"."latitude", "places"."longitude",
        "places"."status"::text collate "C", "places"."capital", "places"."surveyed_on",
        "places"."tags"::text collate "C", "places"."notes" collate "C", "places"."generated"), 0), false) end
        and true
      returning swath_slice.seq, swath_slice.n, swath_slice.id, swath_slice.k0, "places"."geoname_id" as b0,
        "places"."name" as b1, "places"."country" as b2, "places"."region" as b3, "places"."feature_code" as b4,
        "places"."population" as b5, "places"."latitude" as b6, "places"."longitude" as b7, "places"."status" as b8,
        "places"."capital" as b9, "places"."surveyed_on" as b10, "places"."tags" as b11, "places"."notes" as b12,
        "places"."generated" as b13, true as reachable),
    swath_history as (insert into swath.record_changes
      (task_id, seq, table_name, actor_id, wrote, keys, record_ids, places, columns, before, after)
    select $2::uuid, seq, $3, $4::uuid, $5::swath.change_kind,
      swath.key_range(left($6::text || E'\x01' || lpad((min(swath_written.k0)::numeric + 9223372036854775808)::text,
      20, '0'), 120), left($7::text || E'\x01' || lpad((max(swath_written.k0)::numeric + 9223372036854775808)::text,
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
