-- Tables on another server: this database itself, and a file. `:host`, `:port`, `:database` and `:user` are filled in.
create extension postgres_fdw schema public;
create extension file_fdw schema public;
create schema far;
create server itself foreign data wrapper postgres_fdw options (host ':host', port ':port', dbname ':database');
create user mapping for current_user server itself options (user ':user', password ':password');
create table far.near (id int primary key, v text, amount numeric(8, 2), at timestamptz);
insert into far.near values (1, 'a', 1.5, '2026-01-01 00:00+00'), (2, 'b', null, null);
create foreign table far.plain (id int not null, v text, amount numeric(8, 2), at timestamptz) server itself options (schema_name 'far', table_name 'near');
create foreign table far.read_only (id int not null, v text) server itself options (schema_name 'far', table_name 'near', updatable 'false');
create server files foreign data wrapper file_fdw;
create foreign table far.lines (line text) server files options (program 'echo one; echo two');
