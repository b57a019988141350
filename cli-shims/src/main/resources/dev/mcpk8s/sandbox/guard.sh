# Waits until the service is gone, then ends what its sandbox left: processes, then files.
# $1: the text that marks the service's processes in their environment; $2: its folder;
# $3: the control group that holds all its programs, where there is one.
# Standard input is a pipe from the service; it ends with the service, whatever that dies of.
trap '' HUP INT TERM
while read -r word; do
  if [ "$word" = done ]; then exit 0; fi
done
empty=0
round=0
while [ "$empty" -lt 3 ] && [ "$round" -lt 100 ]; do
  round=$((round + 1))
  if [ -n "$3" ]; then echo 1 >"$3/cgroup.kill"; fi
  found=$(grep -lsF "$1" /proc/[0-9]*/environ)
  if [ -z "$found" ]; then
    empty=$((empty + 1))
  else
    empty=0
    for file in $found; do
      pid=${file#/proc/}
      kill -9 "${pid%/environ}" 2>/dev/null
    done
  fi
  sleep 0.03 2>/dev/null || sleep 1
done
chmod -R u+rwX "$2" 2>/dev/null
rm -rf -- "$2"
if [ -n "$3" ]; then rmdir "$3"/*/ "$3" 2>/dev/null; fi
