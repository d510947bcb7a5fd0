-- ARGV: slot, boot id. Returns 1 if it was held.
local held = read(ARGV[1])
if held and held.boot == ARGV[2] then
  finish(ARGV[1], ARGV[2])
  return 1
end
return 0
