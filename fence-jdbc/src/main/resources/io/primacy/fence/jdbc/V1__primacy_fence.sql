-- The highest fencing token that was seen of each election, for PostgreSQL 10 and later.
-- JdbcFence.migrate applies this, or Flyway or Liquibase do.
create table primacy_fence (
  election varchar(120) primary key,
  lock_id integer generated always as identity unique,
  token bigint not null check (token >= 0),
  node varchar(120) not null,
  process uuid not null,
  since timestamp with time zone not null
);
comment on table primacy_fence is 'The highest fencing token of each election; never lower or delete one';
comment on column primacy_fence.lock_id is 'Names the lock that transactions hold (pg_locks.objid)';
comment on column primacy_fence.token is 'Of the last leader that entered; 0 before the first';

create table primacy_fence_version (
  version integer primary key,
  applied timestamp with time zone not null default now()
);
insert into primacy_fence_version (version) values (1);
