-- KEYS[4]: where to begin to search. ARGV: boot id, holder, lease in ms, number of slots. Returns the slot, or -1.
local boot, holder, lease, slots = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
for slot = 0, slots - 1 do
  local held = read(slot)
  if held and held.boot == boot then -- asked before; the answer was lost
    held.expires = now + lease
    write(slot, held)
    return slot
  end
end
-- Go round, so that a slot rests as long as possible: late records for its last holder then meet nobody.
local start = tonumber(redis.call('GET', KEYS[4]) or '0')
for i = 0, slots - 1 do
  local slot = (start + i) % slots
  if redis.call('HEXISTS', leases, slot) == 0 and redis.call('HGET', ended, slot) ~= boot then
    write(slot, { boot = boot, expires = now + lease, announce = 0, holder = holder })
    redis.call('SET', KEYS[4], (slot + 1) % slots)
    return slot
  end
end
return -1
