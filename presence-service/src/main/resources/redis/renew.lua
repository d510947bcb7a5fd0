-- ARGV: slot, boot id, lease in ms. Returns 0 if lost, 1 if kept, 2 if kept and sessions must be announced.
local slot, boot, lease = ARGV[1], ARGV[2], tonumber(ARGV[3])
local held = read(slot)
if not held then
  if redis.call('HGET', ended, slot) == boot then
    return 0
  end
  -- Nobody has it and nobody remembers it: the memory was lost. Asked for a while, for the answer may be lost too.
  held = { boot = boot, expires = 0, announce = now + lease / 2, holder = '' }
elseif held.boot ~= boot then
  return 0
end
held.expires = now + lease
write(slot, held)
return held.announce > now and 2 or 1
