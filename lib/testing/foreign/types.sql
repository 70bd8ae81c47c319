-- Every type: a column each, with two values and none.
create schema types;
create extension if not exists citext schema public;
create extension if not exists hstore schema public;
create extension if not exists ltree schema public;
create extension if not exists cube schema public;
create type types.mood as enum ('sad', 'ok', 'Ok', 'happy, really');
create type types.address as (street text, number int);
create domain types.percent as numeric(5, 2) check (value between 0 and 100);
create domain types.code as text not null check (value ~ '^[A-Z]+$');
create domain types.nested_percent as types.percent;
create extension if not exists seg schema public;
create extension if not exists isn schema public;
create schema if not exists "Odd Names";
create type "Odd Names"."Size, or so" as enum ('S, small', 'L');
create type types.float_range as range (subtype = double precision);
create domain types.moods as types.mood[];
create domain types.place as types.address check ((value).number > 0);
create domain types.age_span as int4range check (not isempty(value));
create domain types.loud as types.mood check (value <> 'sad');
create domain types.email as public.citext check (value ~ '@');

create table types.numbers (id int primary key,
  v_smallint smallint, v_integer integer, v_bigint bigint, v_numeric numeric, v_numeric_10_2 numeric(10, 2),
  v_numeric_negative_scale numeric(5, -2), v_numeric_all_fraction numeric(3, 5), v_real real,
  v_double double precision, v_money money, v_oid oid, v_xid8 xid8, v_pg_lsn pg_lsn);
insert into types.numbers values (1,
  7, 7, 9007199254740993, 1.50, 1.50, 12300, 0.00123, 0.1, 0.1, 12.5, 1259, '18446744073709551615', '16/B374D848');
insert into types.numbers values (2,
  -32768, 2147483647, -9223372036854775808, 123456789012345678901234567890.123456789, 99999999.99, 0, 0, 16777216,
  1e+300, -3, 0, '0', '0/0');
insert into types.numbers values (3);

create table types.texts (id int primary key,
  v_text text, v_varchar varchar(40), v_char char(5), v_char_1 char, v_quoted_char "char", v_name name,
  v_citext citext, v_uuid uuid, v_boolean boolean, v_bit bit(4), v_varbit varbit, v_varbit_8 varbit(8), v_bytea bytea);
insert into types.texts values (1,
  'plain', 'plain', 'ab', 'a', 'a', 'pg_class', 'Smith', '7f3c1b52-58f1-4c0f-9d61-6f3c53a3c0aa', true, '1010',
  '10101', '10101', '\xdeadbeef');
insert into types.texts values (2,
  E'two\nlines, "quoted"', '', 'abcde', '', 'b', 'x', 'smith & Sons', '00000000-0000-0000-0000-000000000000', false,
  '0000', '', '', '');
insert into types.texts values (3);

create table types.times (id int primary key,
  v_date date, v_time time, v_time_0 time(0), v_timetz timetz, v_timestamp timestamp, v_timestamp_3 timestamp(3),
  v_timestamptz timestamptz, v_timestamptz_0 timestamptz(0), v_interval interval,
  v_interval_day_to_second interval day to second(3), v_interval_year_to_month interval year to month);
insert into types.times values (1,
  '2026-11-27', '10:30', '10:30:15', '10:30+02', '2026-11-27 10:30', '2026-11-27 10:30:00.125', '2026-11-27 10:30+00',
  '2026-11-27 10:30:00+00', '30 days', '2 days 03:00:00.125', '1 year 2 mons');
insert into types.times values (2,
  '0044-03-15 BC', '24:00:00', '00:00', '23:59:59.999-08', 'infinity', '1999-12-31',
  '2026-11-27 10:30:00.123456+05:30', '-infinity', '1 mon -2:03:04.5', '-1 day', '0');
insert into types.times values (3);

create table types.ranges (id int primary key,
  v_int4range int4range, v_int8range int8range, v_numrange numrange, v_tsrange tsrange, v_tstzrange tstzrange,
  v_daterange daterange, v_own_range types.float_range, v_multirange int4multirange, v_datemultirange datemultirange);
insert into types.ranges values (1,
  '[1,5)', '[1,9007199254740993)', '[1.50,2]', '[2026-01-01 00:00,2026-02-01 12:30)', '[2026-01-01 00:00+00,)',
  '[2026-01-01,2026-02-01)', '[0.5,1)', '{[1,3),[7,9)}', '{[2026-01-01,2026-02-01),[2026-03-01,)}');
insert into types.ranges values (2,
  'empty', 'empty', '(,3.10)', '(,)', '(,)', '[2026-01-01,)', '(,)', '{}', '{}');
insert into types.ranges values (3);

create table types.networks (id int primary key,
  v_inet inet, v_cidr cidr, v_macaddr macaddr, v_macaddr8 macaddr8);
insert into types.networks values (1,
  '192.0.2.1', '192.0.2.0/24', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05');
insert into types.networks values (2,
  '2001:db8::1/64', '2001:db8::/32', '00:00:00:00:00:00', '00:00:00:00:00:00:00:00');
insert into types.networks values (3);

create table types.documents (id int primary key,
  v_json json, v_jsonb jsonb, v_xml xml, v_jsonpath jsonpath, v_hstore hstore, v_tsvector tsvector, v_tsquery tsquery,
  v_ltree ltree);
insert into types.documents values (1,
  '{"b": 1, "a": 1.10}', '{"ref": 1005254182451511297, "vat": 1.10}', '<a>1</a>', '$.a[*] ? (@ > 1)', 'a=>1, b=>NULL',
  'quick brown fox', 'quick & !brown', 'Top.Science');
insert into types.documents values (2,
  '[1, "two", null]', 'null', '<b/>', '$', '', '', 'x:*', 'Top');
insert into types.documents values (3);

create table types.shapes (id int primary key,
  v_point point, v_line line, v_lseg lseg, v_box box, v_path path, v_polygon polygon, v_circle circle, v_cube cube,
  v_seg seg);
insert into types.shapes values (1,
  '(1,2)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)', '((0,0),(1,1))', '((0,0),(1,1),(1,0))', '<(0,0),1>',
  '(1,2),(3,4)', '1.5 .. 2.5');
insert into types.shapes values (2,
  '(-0.5,1e10)', '{0,1,0}', '[(2,2),(3,3)]', '(2,0.5),(0,0)', '[(2,2),(3,3)]', '((2,2))', '<(1,1),2.5>', '(0)', '3');
insert into types.shapes values (3);

create table types.odd (id int primary key,
  v_regclass regclass, v_regtype regtype, v_int2vector int2vector, v_isbn isbn13);
insert into types.odd values (1,
  'pg_class', 'integer', '1 2 3', '978-0-393-04002-9');
insert into types.odd values (2,
  'types.texts', 'types.mood', '', '978-0-306-40615-7');
insert into types.odd values (3);

create table types.own (id int primary key,
  v_enum types.mood, v_enum_of_another_schema "Odd Names"."Size, or so", v_composite types.address,
  v_domain types.percent, v_nested_domain types.nested_percent, v_domain_of_array types.moods,
  v_domain_of_composite types.place, v_domain_of_range types.age_span, v_domain_of_enum types.loud,
  v_domain_of_citext types.email);
insert into types.own values (1,
  'ok', 'S, small', row ('High St', 5), 12.5, 12.5, '{ok,sad}', row ('High St', 5), '[1,5)', 'ok', 'Ada@example.test');
insert into types.own values (2,
  'happy, really', 'L', row (null, 1), 100, 0, '{}', row (null, 1), '[18,)', 'Ok', 'ada@EXAMPLE.test');
insert into types.own values (3);

create table types.lists (id int primary key,
  v_text_array text[], v_varchar_array varchar(5)[], v_citext_array citext[], v_bigint_array bigint[],
  v_int_matrix int[][], v_numeric_array numeric[], v_boolean_array boolean[], v_uuid_array uuid[],
  v_enum_array types.mood[], v_jsonb_array jsonb[], v_date_array date[], v_timestamptz_array timestamptz[],
  v_interval_array interval[], v_inet_array inet[], v_bytea_array bytea[], v_range_array daterange[],
  v_array_of_domain types.percent[], v_array_of_composite types.address[]);
insert into types.lists values (1,
  '{"Washington, D.C.",capital}', '{a,"b c"}', '{Smith,smith}', '{9007199254740993,-1}', '{{1,2},{3,4}}', '{1.50,2}',
  '{t,f}', '{7f3c1b52-58f1-4c0f-9d61-6f3c53a3c0aa}', '{ok,"happy, really"}', array['[1, 2]'::jsonb, 'null'::jsonb],
  '{2026-01-01,2026-02-01}', '{"2026-01-01 00:00+00"}', '{"30 days","1 mon"}', '{192.0.2.1,10.0.0.0/8}',
  array['\xdead'::bytea], '{"[2026-01-01,2026-02-01)"}', '{1.50,2}', array[row ('High St', 5)::types.address]);
insert into types.lists values (2,
  '{}', '{"",NULL}', '{}', '{}', '[2:3]={7,8}', '{NULL}', '{}', '{}', '{}', '{}', '{}', '{infinity}', '{}', '{}',
  '{}', '{}', '{}', '{}');
insert into types.lists values (3);

create table types.not_null_domain (id int primary key, v types.code);
insert into types.not_null_domain values (1, 'AB'), (2, 'C');
