-- KEYS[4]: names the memory. ARGV: until when leases may be ended (ms by this clock; 0: not now), time to take over in
-- ms, a name for a new memory. A script that had to wait, as while Redis was paused, ends nothing: nobody could renew.
-- Returns now, when to look next, held slots, the memory's name, whether to restore it, and the lives to end.
local claim = now + tonumber(ARGV[2])
local wake = claim
local held = 0
local found = redis.call('HGETALL', leases)
for i = 1, #found, 2 do
  local lease = read(found[i])
  if lease.expires <= now and now <= tonumber(ARGV[1]) then
    finish(found[i], lease.boot)
  else
    held = held + (tonumber(found[i]) >= 0 and 1 or 0) -- not the remembered life
    wake = math.min(wake, lease.expires)
  end
end

local lives = {}
found = redis.call('HGETALL', ending)
for i = 1, #found, 2 do
  local claimed = tonumber(found[i + 1])
  if claimed <= now then
    redis.call('HSET', ending, found[i], string.format('%.0f', claim))
    table.insert(lives, found[i])
  else
    wake = math.min(wake, claimed)
  end
end

-- The memory is stored as its name and until when somebody restores it, 0 when it is whole.
local memory = redis.call('GET', KEYS[4]) or (ARGV[3] .. '|1')
local epoch, restoring = string.match(memory, '^(.*)|(%d+)$')
restoring = tonumber(restoring)
local restore = 0
if restoring > 0 and restoring <= now then
  redis.call('SET', KEYS[4], string.format('%s|%.0f', epoch, claim))
  restore = 1
end
return { now, wake, held, epoch, restore, lives }
