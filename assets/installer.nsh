; Our part of the NSIS installer; electron-builder includes this file. Exit codes are told to IT in docs/it/install.md.
; With a byte order mark: makensis reads Chinese in an included file only so.

!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"

!define EXIT_MSI_PRESENT 20
!define EXIT_NEWER_PRESENT 21
!define EXIT_UNSENT_KEPT 30

; The upgrade code of the MSI in electron-builder.yml.
!define MSI_UPGRADE_CODE "{EE4F73AB-15CB-489A-BD73-7651F69DEB4A}"

; Says why and ends; a silent installer says it by its exit code alone.
!macro refuseWith CODE SENTENCE
  SetErrorLevel ${CODE}
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  Quit
!macroend

!macro customInit
  ; NSIS and MSI write the same folder and would each remove the other's files.
  System::Call 'msi::MsiEnumRelatedProductsW(w "${MSI_UPGRADE_CODE}", i 0, i 0, w .r0) i .r1'
  ${If} $1 == 0
    !insertmacro refuseWith ${EXIT_MSI_PRESENT} "本机已用 MSI 安装了${PRODUCT_NAME}。请先卸载，或继续使用 MSI 升级。草稿会保留。"
  ${EndIf}
  ReadRegStr $0 HKLM "${UNINSTALL_REGISTRY_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro refuseWith ${EXIT_NEWER_PRESENT} "本机已安装较新的版本 $0，旧版本不能打开它的草稿。请使用 $0 或更新的安装程序。"
    ${EndIf}
  ${EndIf}
!macroend

; /L: of a link the link itself, never what it points to.
!macro takeOver PATH
  nsExec::Exec '"$SYSDIR\icacls.exe" "${PATH}" /setowner *S-1-5-32-544 /C /L /Q'
  Pop $0
  nsExec::Exec '"$SYSDIR\icacls.exe" "${PATH}" /reset /C /L /Q'
  Pop $0
!macroend

; %ProgramData%\UsedCarFiling holds policies: only administrators may write there. Each user's client keeps its count of
; unsent submissions in the folder "unsent", where everybody may add a file and change only their own.
!macro customInstall
  SetShellVarContext all
  ${If} $perMachineInstallationFolder == ""
    ; What somebody put there before the first installation belongs to administrators from now on, and nobody keeps rights
    ; of their own to it. RMDir takes a junction away and leaves a folder with something in it.
    RMDir "$APPDATA\UsedCarFiling"
    !insertmacro takeOver "$APPDATA\UsedCarFiling"
  ${EndIf}
  CreateDirectory "$APPDATA\UsedCarFiling"
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\UsedCarFiling" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $0
  ${If} $perMachineInstallationFolder == ""
    ; The files in "unsent" stay their users': a client that is installed again goes on writing its own.
    !insertmacro takeOver "$APPDATA\UsedCarFiling\*"
    RMDir "$APPDATA\UsedCarFiling\unsent"
  ${EndIf}
  CreateDirectory "$APPDATA\UsedCarFiling\unsent"
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\UsedCarFiling\unsent" /grant:r *S-1-5-32-545:(RX,WD) *S-1-3-0:(OI)(IO)F'
  Pop $0
!macroend

; $R9: how many submissions of all users wait to be sent. Anybody may put a file there: a number that no client writes
; takes nothing away from the others.
!macro countUnsent
  SetShellVarContext all
  StrCpy $R9 0
  FindFirst $R1 $R2 "$APPDATA\UsedCarFiling\unsent\*.txt"
  ${DoWhile} $R2 != ""
    ClearErrors
    FileOpen $R3 "$APPDATA\UsedCarFiling\unsent\$R2" r
    ${IfNot} ${Errors}
      FileRead $R3 $R4
      FileClose $R3
      ${If} $R4 > 0
      ${AndIf} $R4 < 100000
        IntOp $R9 $R9 + $R4
      ${EndIf}
    ${EndIf}
    FindNext $R1 $R2
  ${Loop}
  FindClose $R1
!macroend

!macro customUnInit
  ${IfNot} ${isUpdated}
    !insertmacro countUnsent
    ${If} $R9 > 0
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "本机还有 $R9 份已签名的申请没有发送。卸载后草稿和附件会保留，但在重新安装之前不会发送。仍要卸载吗？" /SD IDYES IDYES +2
      Quit
    ${EndIf}
  ${EndIf}
!macroend

; Drafts stay unless somebody asks with --delete-user-data, and even then while something signed is unsent. Only the
; data of the user who runs the uninstaller can be meant: other profiles may belong to other people.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    !insertmacro countUnsent
    ${If} $R9 > 0
      SetErrorLevel ${EXIT_UNSENT_KEPT}
    ${Else}
      ClearErrors
      ${GetParameters} $R0
      ${GetOptions} $R0 "--delete-user-data" $R1
      ${IfNot} ${Errors}
        SetShellVarContext current
        RMDir /r "$LOCALAPPDATA\used-car-filing"
      ${EndIf}
    ${EndIf}
    SetShellVarContext all
  ${EndIf}
!macroend
