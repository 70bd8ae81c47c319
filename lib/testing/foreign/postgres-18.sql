-- What older servers don't have.
create schema v18;
create table v18.virtual (id int primary key, a int, v text, twice int generated always as (a * 2) virtual, loud text generated always as (v || '!'));
create table v18.priced (product int, during daterange, price numeric(8, 2), primary key (product, during without overlaps));
create table v18.sold (id int primary key, product int, during daterange, v text, foreign key (product, period during) references v18.priced (product, period during));
create table v18.not_enforced (id int primary key, v int constraint small check (v < 10) not enforced);
create table v18.in_time_order (id uuid primary key default uuidv7(), v text);
create table v18.not_null_by_name (id int primary key, v text constraint said not null);
insert into v18.virtual (id, a, v) values (1, 5, 'a'), (2, null, null);
insert into v18.priced values (1, '[2026-01-01,2026-06-01)', 10), (1, '[2026-06-01,)', 12), (2, '[2026-01-01,)', 5);
insert into v18.sold values (1, 1, '[2026-02-01,2026-07-01)', 'a'), (2, null, null, 'b');
insert into v18.not_enforced values (1, 5), (2, 50);
insert into v18.in_time_order (v) values ('a'), ('b');
insert into v18.not_null_by_name values (1, 'a'), (2, 'b');
