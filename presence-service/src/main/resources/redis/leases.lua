-- What all scripts on leases share. Redis's own clock decides, the same for all instances.
local leases, ending, ended = KEYS[1], KEYS[2], KEYS[3]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- A lease is stored as boot id, end, until when to ask for announcements (both in ms), and holder.
local function read(slot)
  local value = redis.call('HGET', leases, slot)
  if not value then
    return nil
  end
  local boot, expires, announce, holder = string.match(value, '^([^|]*)|(%d+)|(%d+)|(.*)$')
  return { boot = boot, expires = tonumber(expires), announce = tonumber(announce), holder = holder }
end

local function write(slot, lease)
  redis.call('HSET', leases, slot,
    string.format('%s|%.0f|%.0f|', lease.boot, lease.expires, lease.announce) .. lease.holder)
end

-- The life is over: the slot is free, and its sessions wait to be ended.
local function finish(slot, boot)
  redis.call('HDEL', leases, slot)
  redis.call('HSET', ended, slot, boot)
  redis.call('HSET', ending, slot .. '|' .. boot, '0')
end
